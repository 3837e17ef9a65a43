"""Whether everyone can read the file itself, for programs: `accessibility` in the report's schema."""

from policykit.model.finding import Report
from policykit.report.json_plain import Quoted, Shape


def access_to_json(report: Report, quoted: Quoted) -> Shape | None:
    """Return the advice and which rules the file could be held to, None where nobody looked."""
    access = report.access
    if access is None:
        return None
    return {
        "looked": [rule.value for rule in access.looked],
        "findings": [
            {
                "rule": one.rule.value,
                "message": one.message,
                "remedy": one.remedy,
                "place": one.where,
                **(quoted(report, one.quote) if one.quote else {"quote": "", "where": None}),
            }
            for one in access.findings
        ],
    }
