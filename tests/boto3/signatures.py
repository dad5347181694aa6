"""boto3 against a jobs plane that answers signed requests alone: what passes, and what does not.

    python signatures.py --server target/debug/jobs-plane

stories.py with `--signed` shows that whole stories pass. Here is the rest: other keys, other services, requests that are
changed on their way, and presigned ones. Needs what requirements.txt pins, and no network beyond the loopback.
"""

import argparse
import datetime
import json
import sys
import unittest
import urllib.error
import urllib.request

import boto3
import botocore.auth
from botocore.auth import SigV4Auth, SigV4QueryAuth
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.credentials import Credentials
from botocore.exceptions import ClientError

sys.dont_write_bytecode = True  # nothing is left behind in the checkout
import stories  # noqa: E402
from stories import FIRMWARE, KEY, REGION, THING  # noqa: E402

SERVICE = "iot-jobs-data"
PATH = f"/things/{THING}/jobs/$next"


class Signatures(stories.Story):
    def client(self, plane, key=KEY, **config):
        """A client of a plane, with another key or otherwise configured."""
        client = boto3.client(
            SERVICE,
            endpoint_url=plane.url,
            region_name=REGION,
            aws_access_key_id=key.access_key,
            aws_secret_access_key=key.secret_key,
            aws_session_token=key.token,
            config=Config(retries={"total_max_attempts": 1}, **config),
        )
        self.addCleanup(client.close)
        return client

    def not_let_through(self, client, code, message, status=403):
        with self.assertRaises(ClientError) as caught:
            client.describe_job_execution(thingName=THING, jobId="$next")
        response = caught.exception.response
        self.assertEqual(response["Error"]["Code"], code)
        self.assertIn(message, response["Error"]["Message"])
        self.assertEqual(response["ResponseMetadata"]["HTTPStatusCode"], status)
        self.assertTrue(response["ResponseMetadata"]["RequestId"])

    def send(self, request):
        """Status and document of what is answered to a request."""
        request = urllib.request.Request(
            request.url, request.data or None, dict(request.headers), method=request.method
        )
        try:
            with urllib.request.urlopen(request, timeout=10) as response:
                return response.status, json.load(response)
        except urllib.error.HTTPError as error:
            with error:
                return error.code, json.load(error)

    def test_whoever_has_a_key_passes(self):
        other = Credentials("AKIDOTHER", "other secret")
        plane = self.plane("--require-sigv4", f"{other.access_key}:{other.secret_key}")
        for key in [KEY, other]:
            described = self.client(plane, key).describe_job_execution(thingName=THING, jobId="$next")
            self.assertEqual(described["execution"]["jobId"], FIRMWARE)

    def test_whoever_has_none_does_not(self):
        plane = self.plane()
        code = "UnrecognizedClientException"
        self.not_let_through(
            self.client(plane, Credentials("AKIDNOBODY", "secret")), code, "access key id"
        )
        without = Credentials(KEY.access_key, KEY.secret_key)
        self.not_let_through(self.client(plane, without), code, "security token")
        wrong = Credentials(KEY.access_key, "wrong", KEY.token)
        self.not_let_through(self.client(plane, wrong), "InvalidSignatureException", "secret access key")
        unsigned = self.client(plane, signature_version=botocore.UNSIGNED)
        self.not_let_through(unsigned, "MissingAuthenticationTokenException", "not signed")

    def test_signatures_for_other_services_do_not_pass(self):
        plane = self.plane()
        request = AWSRequest("GET", plane.url + PATH)
        SigV4Auth(KEY, "iot", REGION).add_auth(request)
        status, answer = self.send(request)
        self.assertEqual((status, answer["__type"]), (403, "InvalidSignatureException"))
        self.assertIn("'iot-jobs-data'", answer["message"])

    def test_clocks_that_are_wrong_are_told_the_time(self):
        plane = self.plane()
        original = botocore.auth.get_current_datetime
        self.addCleanup(setattr, botocore.auth, "get_current_datetime", original)
        for minutes, message in [(-16, "Signature expired"), (16, "Signature not yet current")]:
            skew = datetime.timedelta(minutes=minutes)
            botocore.auth.get_current_datetime = lambda *rest, **more: original(*rest, **more) + skew
            self.not_let_through(plane.client, "InvalidSignatureException", message)
        skew = datetime.timedelta(minutes=14)
        plane.client.describe_job_execution(thingName=THING, jobId="$next")

    def test_one_changed_byte_does_not_pass(self):
        plane = self.plane()

        def signed():
            body = json.dumps({"status": "IN_PROGRESS", "statusDetails": {"step": "one"}}).encode()
            headers = {"content-type": "application/json", "x-amz-meta": "value"}
            url = f"{plane.url}/things/{THING}/jobs/{FIRMWARE}?a=1&b=%2F"
            request = AWSRequest("POST", url, headers, body)
            SigV4Auth(KEY, SERVICE, REGION).add_auth(request)
            return request

        self.assertEqual(self.send(signed())[0], 200)
        changes = 0

        def refused(change):
            nonlocal changes
            request = signed()
            change(request)
            status, answer = self.send(request)
            self.assertIn(status, [400, 403], answer)
            changes += 1

        def flipped(text, at):
            return text[:at] + chr(ord(text[at]) ^ 1) + text[at + 1 :]

        base = len(plane.url) + 1
        for at in range(base, len(signed().url)):
            # What makes no URL is not sent at all.
            if flipped(signed().url, at)[at] not in "<>[]^`{|}\\ \x7f":
                refused(lambda request: setattr(request, "url", flipped(request.url, at)))
        for at in range(len(signed().data)):
            refused(
                lambda request: setattr(
                    request, "data", flipped(request.data.decode(), at).encode()
                )
            )
        for name in ["authorization", "x-amz-date", "x-amz-security-token", "x-amz-meta", "content-type"]:
            value = signed().headers[name]
            for at in range(len(value)):
                # Tabs and line breaks are no part of a header.
                if flipped(value, at)[at].isprintable():
                    refused(
                        lambda request: request.headers.replace_header(
                            name, flipped(request.headers[name], at)
                        )
                    )
        for method in ["PUT", "QOST"]:
            refused(lambda request: setattr(request, "method", method))
        self.assertGreater(changes, 350)

    def test_presigned_requests_pass_until_they_expire(self):
        plane = self.plane()

        def presigned(expires, path=PATH):
            request = AWSRequest("GET", f"{plane.url}{path}?includeJobDocument=false")
            SigV4QueryAuth(KEY, SERVICE, REGION, expires=expires).add_auth(request)
            return request

        status, answer = self.send(presigned(60))
        self.assertEqual((status, answer["execution"]["jobId"]), (200, FIRMWARE))
        for change in [("=false", "=true"), ("Expires=60", "Expires=61"), ("/jobs/", "/job/"), (REGION, "eu-west-2")]:
            request = presigned(60)
            request.url = request.url.replace(*change)
            self.assertEqual(self.send(request)[0], 403, change)
        self.assertEqual(self.send(presigned(604_801))[0], 400)

    def test_generated_urls_pass(self):
        plane = self.plane()
        url = plane.client.generate_presigned_url(
            "describe_job_execution", {"thingName": THING, "jobId": "$next"}, ExpiresIn=60
        )
        status, answer = self.send(AWSRequest("GET", url))
        self.assertEqual((status, answer["execution"]["jobId"]), (200, FIRMWARE))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--server", required=True, help="the jobs-plane binary")
    options, rest = parser.parse_known_args()
    stories.server, stories.signed = options.server, True
    unittest.main(argv=[sys.argv[0], *rest])
