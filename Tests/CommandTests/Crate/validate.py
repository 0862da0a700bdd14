"""Holds a results folder against the profile Process Run Crate 0.5: validate.py FOLDER, with the packages of requirements.txt.

Everything that the profile and RO-Crate 1.1 require must be there, and everything that they recommend but what Sluice does not know:
who ran the command, who publishes the folder, and an address of the program. No network is needed: the JSON-LD context is the one that
the package rocrate brings, which has every term of version 1.1.
"""

import json
import sys
from importlib.resources import files

from rocrate_validator import models, services
from rocrate_validator.utils import document_loader, http

CONTEXT = json.loads((files("rocrate") / "data/ro-crate.jsonld").read_text())
PROFILE = "process-run-crate-0.5"
UNKNOWN = {"Application url", "SoftwareApplication id", "Action agent", "Root Data Entity: `author` property",
           "Root Data Entity: `publisher` property"}


class Answer:
    """What the address of the context would answer."""

    status_code = 200
    headers = {"Content-Type": "application/ld+json"}

    @staticmethod
    def json():
        return CONTEXT


document_loader._fetch_json_ld = lambda url: CONTEXT
http.HttpRequester.get = lambda self, url, **options: Answer()

result = services.validate(services.ValidationSettings(
    rocrate_uri=sys.argv[1], profile_identifier=PROFILE, requirement_severity=models.Severity.RECOMMENDED))
issues = [issue for issue in result.get_issues() if issue.check.name not in UNKNOWN]
for issue in issues:
    print(f"{issue.severity.name} {issue.check.identifier} {issue.check.name}: {issue.message}")
checks = len(result.executed_checks)
print(f"{checks} checks, {len(issues)} issues")
sys.exit(1 if issues or checks < 50 else 0)
