"""Where the shipped folders (checklists, templates) lie: inside the wheel, or at the top of the repository."""

from functools import cache
from importlib.resources import files
from pathlib import Path

from policykit.errors import ChecklistError


@cache
def home(folder: str) -> Path:
    """Return the shipped folder of that name.

    An installed wheel carries it under `policykit/_data`; an editable install does not, and reads the
    repository's own. Raises ChecklistError where neither exists.
    """
    packaged = Path(str(files("policykit"))) / "_data" / folder
    if packaged.is_dir():
        return packaged
    repository = Path(__file__).resolve().parents[2] / folder
    if repository.is_dir():
        return repository
    message = f"The folder '{folder}' that PolicyKit ships with is not there."
    raise ChecklistError(message, where=str(repository), remedy="Install PolicyKit again.")
