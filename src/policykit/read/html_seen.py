"""Takes out of a web page what its visitor does not see, or sees on every page of the site."""

import re
from collections.abc import Iterator

from lxml import html

FURNITURE = "data-policykit-furniture"
"""The attribute that marks the header and footer of the site."""

_DROPPED = [
    "script",
    "style",
    "noscript",
    "template",
    "nav",
    "svg",
    "canvas",
    "audio",
    "video",
    "map",
    "select",
    "option",
    "optgroup",
    "datalist",
    "input",
    "textarea",
    "progress",
    "meter",
    "button",
    "iframe",
    "object",
    "embed",
    "applet",
    "frame",
    "frameset",
    "head",
    "dialog",
    "menu",
]
_BOXES = {"div", "section", "aside", "form", "dialog", "header", "footer", "ul", "ol", "p", "span", "table"}
_COOKIES = re.compile(r"cookie|consent|gdpr", re.IGNORECASE)
_MENU = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|submenu|breadcrumbs?|pagination|share|social|skip)(?:$|[\s_-])",
    re.IGNORECASE,
)
_PANEL = re.compile(
    r"accordion|collaps|panel|tab-?content|tab-?pane|tabs?__|toggle|expand|faq|details|drawer", re.IGNORECASE
)
_HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_SCREEN_READER = re.compile(r"(?:^|\s)(?:sr-only|visually-?hidden|screen-reader-text|skip-link)(?:$|\s)", re.IGNORECASE)
_LONGEST_BANNER = 400
_MAIN_WORDS = 60
_MOSTLY = 0.8
_FEW_LINKS = 3


def mark_unseen(root: html.HtmlElement) -> None:
    """Remove what is not the page's own visible text; mark the site's header and footer as furniture."""
    controls = {name for element in root.iter() for name in (element.get("aria-controls") or "").split()}
    # Taken as a list first: removing while walking would skip elements.
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or element.tag in {"html", "body"}:
            continue
        if (element.tag in _DROPPED and not _is_accordion_button(element) and not _is_open_dialog(element)) or (
            (_is_hidden(element) and not _is_panel(element, controls))
            or (element.tag in _BOXES and (_is_cookie_banner(element) or _is_menu(element)))
            or element.get("role") in {"navigation", "search"}
        ):
            _drop(element)
    for element in _site_furniture(root):
        element.set(FURNITURE, "")
    _keep_main(root)


def _drop(element: html.HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _names(element: html.HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _is_accordion_button(element: html.HtmlElement) -> bool:
    """Tell whether a button is the title of a part that opens below it, and so is text."""
    if element.tag != "button":
        return False
    in_heading = any(
        parent.tag in {"h1", "h2", "h3", "h4", "h5", "h6", "summary"} for parent in element.iterancestors()
    )
    return in_heading or element.get("aria-expanded") is not None or bool(_PANEL.search(_names(element)))


def _is_open_dialog(element: html.HtmlElement) -> bool:
    return element.tag == "dialog" and element.get("open") is not None and not _COOKIES.search(_names(element))


def _is_hidden(element: html.HtmlElement) -> bool:
    hidden = element.get("hidden")
    return (
        (hidden is not None and hidden != "until-found")
        or element.get("aria-hidden") == "true"
        or bool(_HIDDEN_STYLE.search(element.get("style") or ""))
        or bool(_SCREEN_READER.search(element.get("class") or ""))
    )


def _is_panel(element: html.HtmlElement, controls: set[str]) -> bool:
    """Tell whether a hidden element is only folded away until its title is clicked."""
    parent = element.getparent()
    names = f"{_names(element)} {_names(parent) if parent is not None else ''}"
    return (
        bool(_PANEL.search(names))
        or element.get("role") in {"tabpanel", "region"}
        or (bool(element.get("id")) and element.get("id") in controls)
    )


def _is_cookie_banner(element: html.HtmlElement) -> bool:
    if not _COOKIES.search(_names(element)):
        return False
    text = element.text_content()
    return "cookie" in text.lower() and len(text.split()) <= _LONGEST_BANNER


def _is_menu(element: html.HtmlElement) -> bool:
    """Tell whether an element is named as a menu and is one: little in it but links."""
    if not _MENU.search(_names(element)):
        return False
    links = element.findall(".//a")
    words = len(element.text_content().split())
    linked = sum(len(link.text_content().split()) for link in links)
    return not words or (len(links) >= _FEW_LINKS and linked >= _MOSTLY * words)


def _site_furniture(root: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """Give the headers and footers that belong to the site, not to an article in it."""
    for element in root.iter("header", "footer", "div", "section"):
        role = element.get("role")
        if role in {"banner", "contentinfo"} or (
            element.tag in {"header", "footer"}
            and next(element.iterancestors("article", "main", "section"), None) is None
        ):
            yield element


def _keep_main(root: html.HtmlElement) -> None:
    """Where the page marks its main part and that part has text, leave out what stands beside it."""
    mains = root.xpath("//main | //*[@role='main']")
    if len(mains) != 1 or len(mains[0].text_content().split()) < _MAIN_WORDS:
        return
    keep = {mains[0], *mains[0].iterancestors()}
    for level in keep:
        for sibling in list(level.itersiblings()) + list(level.itersiblings(preceding=True)):
            is_furniture = isinstance(sibling.tag, str) and (
                sibling.get(FURNITURE) is not None or sibling.find(f".//*[@{FURNITURE}]") is not None
            )
            if level.tag not in {"html", "body"} and not is_furniture and sibling not in keep:
                _drop(sibling)
