"""Reads a workspace over REST with nothing but Python's standard library.

Usage: walk.py BASE_URL, with the credential in WOES_API_KEY. Prints one JSON object.
"""

import json
import os
import sys
import urllib.error
import urllib.parse
import urllib.request

BASE_URL = sys.argv[1]
KEY = os.environ["WOES_API_KEY"]


def call(method, path, body=None, query=None, key=KEY):
    """One request; gives status, headers and the decoded body, also for problems."""
    url = f"{BASE_URL}/api/v1{path}"
    if query:
        url += "?" + urllib.parse.urlencode(query, doseq=True)
    request = urllib.request.Request(url, method=method)
    request.add_header("Authorization", f"Bearer {key}")
    data = None
    if body is not None:
        data = json.dumps(body).encode()
        request.add_header("Content-Type", "application/json")
    try:
        with urllib.request.urlopen(request, data) as response:
            return response.status, response.headers, json.loads(response.read())
    except urllib.error.HTTPError as error:
        return error.code, error.headers, json.loads(error.read())


def pages(path, **query):
    """Walks a list to its end."""
    while True:
        status, _, page = call("GET", path, query=query)
        assert status == 200, page
        yield from page["data"]
        if not page["hasMore"]:
            return
        query["cursor"] = page["nextCursor"]


conversations = []
for conversation in pages("/conversations", limit=10, sort="created_at"):
    messages = list(pages(f"/conversations/{conversation['id']}/messages", limit=1))
    conversations.append(
        {
            "id": conversation["id"],
            "state": conversation["state"],
            "messages": [[message["direction"], message["body"]["text"]] for message in messages],
        }
    )

first = conversations[0]["id"]
sent_status, sent_headers, sent = call("POST", f"/conversations/{first}/messages", {"body": {"text": "Written from Python."}})
missing_status, missing_headers, missing = call("GET", "/conversations/ref:999999")
_, _, events = call("GET", "/events", query={"types": ["message.sent"], "limit": 100})

print(
    json.dumps(
        {
            "conversations": conversations,
            "sent": [sent_status, sent["body"]["text"], sent_headers["Content-Type"]],
            "missing": [missing_status, missing["code"], missing_headers["Content-Type"]],
            "messageSentEvents": len(events["data"]),
        }
    )
)
