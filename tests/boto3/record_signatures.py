"""What botocore's signer makes of requests of ours, for tests/signatures.rs to compare with.

    python record_signatures.py --write signatures.json
    python record_signatures.py --check signatures.json

The requests are made here: by hand, and at random from a fixed seed. Their keys belong to nobody. `--check` signs them
again and fails if the file has anything else. Needs what requirements.txt pins, and no network.
"""

import argparse
import datetime
import json
import pathlib
import random
import sys
import urllib.parse

import botocore.auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

KEY = ("AKIDEXAMPLE", "secret/of+nobody", None)
SESSION = ("AKIDSESSION", "another secret of nobody", "tok/en+of=nobody==")
TIME = 1_440_938_160  # 2015-08-30T12:36:00Z
SIGNERS = {
    "headers": botocore.auth.SigV4Auth,
    "unsigned": botocore.auth.SigV4Auth,
    "query": botocore.auth.SigV4QueryAuth,
    "s3-headers": botocore.auth.S3SigV4Auth,
    "s3-query": botocore.auth.S3SigV4QueryAuth,
}
JSON = ["content-type", "application/json"]


def case(name, signer="headers", method="GET", url="https://example.com/", headers=(), body="", key=KEY, **rest):
    rest = {"region": "eu-west-1", "service": "iot-jobs-data", "time": TIME, **rest}
    identity, secret, token = key
    credentials = {"id": identity, "secret": secret, "token": token}
    return {
        "name": name,
        "signer": signer,
        "method": method,
        "url": url,
        "headers": [list(header) for header in headers],
        "body": body,
        "credentials": credentials,
        **rest,
    }


def by_hand():
    """Cases that somebody once got wrong."""
    jobs = "https://data.jobs.iot.eu-west-1.amazonaws.com/things/lamp/jobs"
    yield case("empty path", url="https://example.com")
    yield case("empty path with a query", url="https://example.com?x=1")
    yield case("a dollar sign", url=f"{jobs}/$next?includeJobDocument=true")
    yield case("an escaped dollar sign", url=f"{jobs}/%24next")
    yield case("a body", method="PUT", url=f"{jobs}/$next", headers=[JSON], body='{"stepTimeoutInMinutes":5}')
    yield case("a session", url=f"{jobs}/$next", key=SESSION)
    yield case("a port", url="http://127.0.0.1:8080/things")
    yield case("the port of the scheme", url="https://example.com:443/things")
    yield case("a host of its own", url="http://127.0.0.1:8080/", headers=[("host", "elsewhere.example.com")])
    yield case("an escaped space", url="https://example.com/a%20b/c%2Fd")
    yield case("unicode", url="https://example.com/" + urllib.parse.quote("grün/ሴ") + "?q=" + urllib.parse.quote("😀"))
    yield case("punctuation", url="https://example.com/a-b_c.d~e!f'g(h)i*j:k@l,m;n=o+p&q")
    yield case("double slashes", url="https://example.com//a///b//")
    yield case("dot segments", url="https://example.com/./a/../b/./c/")
    yield case("above the root", url="https://example.com/../../a")
    yield case("dots that are names", url="https://example.com/.a/..b/c..")
    yield case("a query out of order", url="https://example.com/?b=2&a=1&B=3&%24=4&a=0&a-=5")
    yield case("names before values", url="https://example.com/?a-=1&a=2")
    yield case("a key twice", url="https://example.com/?k=b&k=a&k=a")
    yield case("keys without values", url="https://example.com/?b&a=&c=%20")
    yield case("escapes in a query", url="https://example.com/?a%2Fb=c%26d%3De&%E1%88%B4=%2B")
    yield case("spaces in a header", headers=[("x-amz-meta", "  a   b  c "), ("x-one", "a b")])
    yield case("quotes in a header", headers=[("x-amz-meta", '"a  b"')])
    yield case("an empty header", headers=[("x-amz-empty", "")])
    yield case("a header twice", headers=[("x-amz-meta", "z"), ("x-amz-meta", " a  b"), ("x-amz-meta", "z")])
    yield case("unicode in a header", headers=[("x-amz-meta", "grün")])
    yield case(
        "headers that are left out",
        headers=[("user-agent", "me"), ("expect", "100-continue"), ("x-amzn-trace-id", "1"), ("connection", "close")],
    )
    yield case(
        "headers that are not",
        headers=[("content-length", "0"), ("accept", "*/*"), ("x-amz-user-agent", "me"), ("amz-x", "1")],
    )
    yield case("many headers", headers=[(f"x-h{n * 7 % 24:02}", str(n)) for n in range(24)])
    yield case("a hash in a header", method="PUT", headers=[("x-amz-content-sha256", "0" * 64)], body="anything")
    yield case("another day", time=TIME + 86_400 * 366)
    yield case("the first second", time=0)
    yield case("other scope", region="us-gov-east-1", service="execute-api")
    yield case("a method of its own", method="PROPFIND")
    yield case("unsigned", "unsigned", method="PUT", body="anything")
    yield case("unsigned, a session", "unsigned", method="PUT", headers=[JSON], body="{}", key=SESSION)
    yield case("presigned", "query", url=f"{jobs}/$next?includeJobDocument=true", expires=60)
    yield case("presigned, a session", "query", url=jobs, key=SESSION, expires=604_800)
    yield case("presigned, empty path", "query", url="https://example.com", expires=1)
    yield case("presigned, a query", "query", url="https://example.com/a%20b?b=%2F&%C3%BC=1&a=", expires=900)
    yield case("presigned, headers", "query", headers=[("x-amz-meta", " a  b"), JSON], expires=900)
    yield case("presigned, double slashes", "query", url="https://example.com/a//b/../c", expires=900)
    yield case("s3", "s3-headers", method="PUT", url="https://b.s3.amazonaws.com/a//b/../c%20d", body="x", service="s3")
    yield case("s3, a session", "s3-headers", url="https://b.s3.amazonaws.com/?list-type=2", key=SESSION, service="s3")
    yield case("s3, presigned", "s3-query", url="https://b.s3.amazonaws.com/a//b%20c", service="s3", expires=900)
    yield case("s3, presigned put", "s3-query", method="PUT", url="https://b.s3.amazonaws.com/a", service="s3", expires=9)


def at_random(count):
    """Cases that nobody thought of."""
    lot = random.Random(4)
    letters = "ab/.~-_ $+%&=é漢😀:@!*'(),;#?[]<>\"\\^`{}|"

    def text(longest, alphabet=letters):
        return "".join(lot.choice(alphabet) for _ in range(lot.randint(0, longest)))

    for number in range(count):
        signer = lot.choice(list(SIGNERS))
        kept = lot.choice(["/", "/$:@!*'(),;+"])
        # botocore takes a slash from a path that ends in a dot segment, which RFC 3986 keeps there.
        path = "/" + urllib.parse.quote(text(12), safe=kept + "~") + lot.choice(["", "/", "end"])
        while path.endswith(("/.", "/..")):
            path += "x"
        # botocore sends what it is given. These are encoded as all clients encode them.
        names = {text(4) or "n": text(6) for _ in range(lot.randint(0, 4))}
        query = "&".join(f"{urllib.parse.quote(k, safe='~')}={urllib.parse.quote(v, safe='~')}" for k, v in names.items())
        headers = [
            (f"x-{'amz-' * lot.randint(0, 1)}{text(3, 'abc') or 'd'}", text(10, "a b,;=\"é"))
            for _ in range(lot.randint(0, 4))
        ]
        rest = {"expires": lot.randint(1, 604_800)} if signer.endswith("query") else {}
        yield case(
            f"random {number}",
            signer,
            lot.choice(["GET", "PUT", "POST", "DELETE", "PATCH", "HEAD"]),
            lot.choice(["https://example.com", "http://localhost:8080"] if signer != "unsigned" else ["https://h.example"])
            + path
            + ("?" + query if query else ""),
            headers,
            # botocore would make parameters of the body of a request that it presigns.
            "" if "expires" in rest else text(20),
            lot.choice([KEY, SESSION]),
            time=lot.randint(0, 4_000_000_000),
            **rest,
        )


def sign(case):
    """Adds what botocore sends."""
    keys = Credentials(*(case["credentials"][part] for part in ("id", "secret", "token")))
    request = AWSRequest(method=case["method"], url=case["url"], data=case["body"].encode())
    for name, value in case["headers"]:
        request.headers[name] = value
    if case["signer"] == "unsigned":
        request.context["payload_signing_enabled"] = False
    rest = {"expires": case["expires"]} if "expires" in case else {}
    now = datetime.datetime.fromtimestamp(case["time"], datetime.timezone.utc)
    botocore.auth.get_current_datetime = lambda *_, **__: now
    SIGNERS[case["signer"]](keys, case["service"], case["region"], **rest).add_auth(request)
    given = {name for name, _ in case["headers"]}
    added = {name.lower(): value for name, value in request.headers.items() if name.lower() not in given}
    return {**case, "signed": {"url": request.url, "headers": added}}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--write", type=pathlib.Path, help="the file to write")
    parser.add_argument("--check", type=pathlib.Path, help="the file that should be what is written")
    options = parser.parse_args()
    cases = [json.dumps(sign(case), ensure_ascii=False) for case in [*by_hand(), *at_random(80)]]
    text = "[\n" + ",\n".join(cases) + "\n]\n"
    if options.write:
        options.write.write_text(text, encoding="utf-8")
    if options.check and options.check.read_text(encoding="utf-8") != text:
        sys.exit(f"{options.check} is not what botocore signs; write it again with --write")


if __name__ == "__main__":
    main()
