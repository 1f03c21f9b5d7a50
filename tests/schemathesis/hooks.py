"""What the documents cannot say about this installation, told to Schemathesis."""

import itertools
import json
import os
import re

import schemathesis

# Schemas know the length of these texts and not their meaning: what is to be right is made right.
MEANINGS = {
    "timezone": "Europe/Berlin",
    "businessHours": {"intervals": [{"day": "monday", "from": "09:00", "to": "17:00"}]},
    "redactionPolicy": {"personalData": ["card"]},
    "ipAllowlist": ["127.0.0.0/8"],
    # Any scheme is a URI; a record of a tracker is on the web.
    "url": "https://github.com/acme/api/issues/512",
    # Which there are is told by an operation.
    "customFields": {},
    "expiresAt": "2099-01-01T00:00:00.000Z",
    "apiVersion": "2026-11-01",
    # What is tracked has happened, or is about to.
    "occurredAt": "2026-11-22T09:30:00.000Z",
    # Which fields a filter may name is told by an operation, not by the schema of a query parameter.
    "filter": '{"field":"createdAt","op":"is_set","value":true}',
}
# What happened has a time of its own.
EVENT_FILTER = '{"field":"occurredAt","op":"is_set","value":true}'
# `date-time` begins at the year 0, what is stored at 1970.
EARLY = re.compile(r"(0\d|1[0-8]|19[0-6])\d+-\d\d-\d\d[Tt]")

# The credential of the run itself: revoked, it would turn every later check into a 401 that proves nothing.
OWN = os.environ.get("WOES_OWN_CREDENTIAL")
NOBODY = "key_01jd0000000000000000000099"

EXAMPLE_KEY = "4f2c1c5e-9a0d-4f0e-b0c5-0d9d3a1b7c11"
EXAMPLE_VERSION = '"3"'
VERSION = re.compile('"[1-9][0-9]{0,8}"')
numbers = itertools.count()


@schemathesis.hook
def before_call(context, case, kwargs):
    if OWN and case.method != "GET" and OWN in (case.path_parameters or {}).values():
        case.path_parameters["id"] = NOBODY
    positive = case.meta and case.meta.generation.mode.is_positive
    if positive:
        give_meaning(case.body)
        give_meaning(case.query)
        if case.path.startswith("/events") and case.query and "filter" in case.query:
            case.query["filter"] = EVENT_FILTER
        # A public key is of the kind of its algorithm; no schema can make a pair.
        if case.path == "/auth/identity-secrets" and isinstance(case.body, dict):
            case.body["algorithm"] = "HS256"
            case.body.pop("publicKey", None)
        # Options, default and pattern of a custom field depend on its type.
        if case.path.startswith("/custom-fields") and isinstance(case.body, dict):
            # What is required from now on, the other requests of the run do not know of.
            for name in ("options", "default", "pattern", "requiredOn"):
                case.body.pop(name, None)
        give_identity(case.body)
        # Nobody outside is asked, and each fact has a key of its own.
        if case.path.startswith("/context-providers") and isinstance(case.body, dict):
            case.body["url"] = "https://api.acme.example/context"
            case.body["enabled"] = False
            case.body["facts"] = [{"key": "plan", "label": "Plan", "type": "text"}]
        # What the arguments are depends on the operation, and either ids are given or a filter.
        if case.path == "/conversations/bulk" and isinstance(case.body, dict):
            case.body.pop("filter", None)
            case.body.setdefault("ids", ["conv_01jd0000000000000000000001"])
            case.body["operation"] = "archive"
            case.body["args"] = {}
        # In a body a filter is an object.
        if isinstance(case.body, dict) and isinstance(case.body.get("filter"), str):
            case.body["filter"] = json.loads(case.body["filter"])
        # A tag is changed or merged into another one, not both.
        if case.path.startswith("/tags") and isinstance(case.body, dict):
            case.body.pop("mergeInto", None)
        # A place ends after it begins, within a text that no schema knows.
        if case.path.endswith("/redact") and isinstance(case.body, dict):
            case.body["spans"] = [{"start": 0, "end": 1}]
        # A time to come, or a reply, or both.
        if case.path.endswith("/snooze") and isinstance(case.body, dict):
            case.body.pop("until", None)
            case.body["untilReply"] = True
        # What stands behind `email:` is an address.
        for name, value in (case.path_parameters or {}).items():
            if isinstance(value, str) and value.startswith(("email:", "email%3A")):
                case.path_parameters[name] = "email:mariah@example.com"
        # Cursors are authenticated: nobody can make one up.
        (case.query or {}).pop("cursor", None)
        if isinstance(case.body, dict):
            case.body.pop("cursor", None)
    # A query is text to its schema, and an empty filter is none.
    if case.path.startswith("/events") and (case.query or {}).get("filter") in ({}, "{}"):
        case.query["filter"] = EVENT_FILTER
    # A stream goes on until somebody ends it.
    if case.path.endswith("/stream"):
        kwargs["timeout"] = 0.3
    headers = case.headers
    if headers is None:
        return
    # The document describes the newest contract; that older ones are served is shown elsewhere.
    if headers.get("Woes-Version") == "2026-09-01":
        headers["Woes-Version"] = "2026-11-01"
    # Each use of the example's key is a request of its own, else all but the first answer 422 and show nothing.
    if headers.get("Idempotency-Key") == EXAMPLE_KEY:
        headers["Idempotency-Key"] = f"run-{next(numbers)}"
    # The example's version is right by chance only, and 412 hides what the change itself would answer. Other values
    # Schemathesis makes up for this header whatever its schema says.
    version = headers.get("If-Match")
    made_up = positive and version and not VERSION.fullmatch(version)
    # Two versions in one request are refused, unless they are the same.
    twice = positive and any(
        isinstance(part, dict) and "expectedVersion" in part for part in (case.body, case.query)
    )
    if version and (version == EXAMPLE_VERSION or made_up or twice):
        del headers["If-Match"]


def give_identity(value):
    """What an identity may be depends on its type; only an external id has a system."""
    if isinstance(value, list):
        for item in value:
            give_identity(item)
    elif isinstance(value, dict):
        if "value" in value and value.get("type") in ("email", "phone", "discord", "widget"):
            value["type"] = "widget"
            value.pop("system", None)
        for field in value.values():
            give_identity(field)


def give_meaning(value):
    if isinstance(value, list):
        for item in value:
            give_meaning(item)
    elif isinstance(value, dict):
        for name, field in value.items():
            if field is not None and name in MEANINGS:
                value[name] = MEANINGS[name]
            elif isinstance(field, str) and EARLY.match(field):
                value[name] = "2026-11-22T09:30:00.000Z"
            else:
                give_meaning(field)
