"""A template filled with marks: sandboxed, strict, and for a template that is not ours in a process with limits."""

import io
import multiprocessing
from typing import Any

from policykit.errors import TemplateError

_SECONDS = 20.0
_MEMORY = 1_500_000_000
_LONGEST_RANGE = 1_000
_LARGEST = 60_000_000
TOO_MUCH = "This template takes too long or too much memory to fill."
_LOOK = "Look for loops inside loops; `policykit template check` shows its tags."


def environment() -> Any:
    """Return the jinja environment of all templates: unknown fields are errors, and Python is out of reach."""
    import jinja2
    from jinja2 import sandbox

    class Bounded(sandbox.ImmutableSandboxedEnvironment):
        """A sandbox in which no sum and no loop can grow without end."""

        intercepted_binops = frozenset({"*", "**", "%"})

        def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:  # noqa: ARG002 - jinja's own signature
            """Refuse what makes long texts and large numbers out of short ones."""
            raise jinja2.TemplateRuntimeError(f"a template may not use {operator!r}")

    bounded = Bounded(undefined=jinja2.StrictUndefined, autoescape=True)
    bounded.globals = {"range": _short_range}
    keep = ("default", "first", "last", "length", "join", "lower", "upper", "title", "capitalize", "trim")
    bounded.filters = {name: bounded.filters[name] for name in keep}
    return bounded


def _short_range(*bounds: int) -> range:
    numbers = range(*bounds)
    if len(numbers) > _LONGEST_RANGE:
        raise OverflowError(f"a template may count up to {_LONGEST_RANGE}")
    return numbers


def filled(template: bytes, context: dict[str, Any], where: str, *, trusted: bool) -> bytes:
    """Return the template with its tags carried out; raises TemplateError in plain words.

    One that is not `trusted` is filled in a process of its own, which is ended where it takes too long.
    """
    result = _fill(template, context) if trusted else _fill_apart(template, context)
    if isinstance(result, str):
        remedy = "Run `policykit template check` on it: it names the paragraph."
        raise TemplateError(result, where=where, remedy=_LOOK if result == TOO_MUCH else remedy)
    return result


def _fill(template: bytes, context: dict[str, Any]) -> bytes | str:
    """Return the filled document, or what is wrong with the template as one sentence."""
    import jinja2
    from docxtpl import DocxTemplate
    from jinja2.exceptions import SecurityError

    document = DocxTemplate(io.BytesIO(template))
    stream = io.BytesIO()
    try:
        document.render(context, environment(), autoescape=True)
        document.save(stream)
    except SecurityError:
        return "The template asks for something that no template needs, and was not filled."
    except jinja2.UndefinedError as error:
        return f"The template asks for a field that there is not ({error.message})."
    except jinja2.TemplateSyntaxError as error:
        return f"A tag of the template is broken ({error.message})."
    except (OverflowError, jinja2.TemplateRuntimeError) as error:
        return f"The template asks for too much: {error}."
    except Exception as error:  # noqa: BLE001 - whatever a stranger's template provokes is the template's fault
        return f"The template could not be filled ({type(error).__name__}: {str(error)[:200]})."
    return stream.getvalue()


def _fill_apart(template: bytes, context: dict[str, Any]) -> bytes | str:
    spawn = multiprocessing.get_context("spawn")
    ours, theirs = spawn.Pipe(duplex=False)
    process = spawn.Process(target=_work, args=(theirs, template, context), daemon=True)
    process.start()
    theirs.close()
    try:
        result = ours.recv() if ours.poll(_SECONDS) else TOO_MUCH
    except EOFError:
        result = TOO_MUCH
    finally:
        ours.close()
        process.kill()
        process.join()
    if isinstance(result, bytes) and len(result) > _LARGEST:
        return TOO_MUCH
    return result if isinstance(result, bytes) else str(result)


def _work(pipe: Any, template: bytes, context: dict[str, Any]) -> None:
    try:
        import resource
    except ImportError:
        pass
    else:
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    try:
        result = _fill(template, context)
    except MemoryError:
        result = TOO_MUCH
    pipe.send(result)
