"""boto3 against a jobs plane: whole stories over a socket, with the client that most people use.

    python stories.py --server target/debug/jobs-plane [--signed]

With `--signed`, every plane answers signed requests alone: the same stories have to come out.

Every story starts a plane of its own (a free port, a manual clock) and asserts what botocore makes of its answers. Nothing
here knows how the server is made. Needs what requirements.txt pins, and no network beyond the loopback.
"""

import argparse
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest
import urllib.error
import urllib.request

import boto3
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.credentials import Credentials
from botocore.exceptions import ClientError, ParamValidationError

SEED = pathlib.Path(__file__).resolve().parent.parent / "jobs-plane" / "seed.json"
START = 1_767_225_600  # where a manual clock starts
THING = "thermostat-1"
TIMED = "thermostat-2"
IDLE = "doorbell"
FIRMWARE = "firmware-2_1"
KEYS = "rotate-keys"
CALIBRATE = "calibrate"
REBOOT = "arn:aws:iot:eu-west-1:123456789012:command/reboot"
TARGET = f"arn:aws:iot:eu-west-1:123456789012:thing/{THING}"

REGION = "eu-west-1"
KEY = Credentials("AKIDSTORIES", "secret/of+nobody", "token/of+nobody==")

server = None
signed = False


class Plane:
    """A jobs plane in a process of its own, and a client of it."""

    def __init__(self, *options, validate=True):
        if "--clock" not in options:
            options = ("--clock", "manual", *options)
        if signed:
            options = ("--require-sigv4", f"{KEY.access_key}:{KEY.secret_key}:{KEY.token}", *options)
        command = [server, "--listen", "127.0.0.1:0", "--seed", str(SEED), *options]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline().strip()
        if not line.startswith("listening on http://"):
            self.process.kill()
            raise RuntimeError(f"jobs-plane did not start: it said {line!r}")
        self.url = line.removeprefix("listening on ")
        self.client = boto3.client(
            "iot-jobs-data",
            endpoint_url=self.url,
            region_name=REGION,
            aws_access_key_id=KEY.access_key,
            aws_secret_access_key=KEY.secret_key,
            aws_session_token=KEY.token,
            config=Config(
                retries={"total_max_attempts": 1},
                parameter_validation=validate,
                connect_timeout=5,
                read_timeout=10,
            ),
        )

    def advance(self, seconds):
        """Moves the plane's clock and gives the time."""
        request = urllib.request.Request(
            f"{self.url}/_test/clock", json.dumps({"advance_seconds": seconds}).encode(), method="POST"
        )
        with urllib.request.urlopen(request, timeout=10) as response:
            return json.load(response)["now"]

    def stop(self):
        self.client.close()
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()


class Story(unittest.TestCase):
    def plane(self, *options, validate=True):
        plane = Plane(*options, validate=validate)
        self.addCleanup(plane.stop)
        return plane

    def refused(self, call, name, message=None, **arguments):
        """Calls, and holds the error against its class, its name and its message."""
        exceptions = call.__self__.exceptions
        with self.assertRaises(getattr(exceptions, name)) as caught:
            call(**arguments)
        response = caught.exception.response
        self.assertEqual(response["Error"]["Code"], name)
        if message is not None:
            self.assertEqual(response["Error"]["Message"], message)
        return response


class Jobs(Story):
    def test_a_device_works_off_its_jobs(self):
        plane = self.plane()
        client = plane.client

        pending = client.get_pending_job_executions(thingName=THING)
        self.assertEqual(pending["ResponseMetadata"]["HTTPStatusCode"], 200)
        self.assertEqual(pending["inProgressJobs"], [])
        summary = {"queuedAt": START, "lastUpdatedAt": START, "versionNumber": 1, "executionNumber": 1}
        self.assertEqual(
            pending["queuedJobs"], [{"jobId": FIRMWARE, **summary}, {"jobId": KEYS, **summary}]
        )

        # `$next` tells what would be started, and starts nothing.
        described = client.describe_job_execution(thingName=THING, jobId="$next")["execution"]
        self.assertEqual((described["jobId"], described["status"]), (FIRMWARE, "QUEUED"))
        self.assertEqual(json.loads(described["jobDocument"])["steps"], ["download", "verify", "reboot"])
        self.assertNotIn("startedAt", described)

        plane.advance(10)
        started = client.start_next_pending_job_execution(
            thingName=THING, statusDetails={"step": "download"}
        )["execution"]
        self.assertEqual(
            started,
            {
                "jobId": FIRMWARE,
                "thingName": THING,
                "status": "IN_PROGRESS",
                "statusDetails": {"step": "download"},
                "queuedAt": START,
                "startedAt": START + 10,
                "lastUpdatedAt": START + 10,
                "versionNumber": 2,
                "executionNumber": 1,
                "jobDocument": described["jobDocument"],
            },
        )
        # Started again, it is the same execution, and its details stay.
        again = client.start_next_pending_job_execution(thingName=THING, statusDetails={"step": "other"})
        self.assertEqual(again["execution"], started)
        pending = client.get_pending_job_executions(thingName=THING)
        self.assertEqual([job["jobId"] for job in pending["inProgressJobs"]], [FIRMWARE])
        self.assertEqual([job["jobId"] for job in pending["queuedJobs"]], [KEYS])

        plane.advance(10)
        update = client.update_job_execution(
            thingName=THING,
            jobId=FIRMWARE,
            status="IN_PROGRESS",
            statusDetails={"step": "prüfen 🔧", "percent": "50"},
            expectedVersion=2,
            includeJobExecutionState=True,
            includeJobDocument=True,
        )
        self.assertEqual(
            update["executionState"],
            {
                "status": "IN_PROGRESS",
                "statusDetails": {"step": "prüfen 🔧", "percent": "50"},
                "versionNumber": 3,
            },
        )
        self.assertEqual(update["jobDocument"], described["jobDocument"])

        # A report that was made from an old state is refused, and comes with the state that there is.
        conflict = self.refused(
            client.update_job_execution,
            "InvalidStateTransitionException",
            "expectedVersion is not the version, which is 3",
            thingName=THING,
            jobId=FIRMWARE,
            status="SUCCEEDED",
            expectedVersion=2,
        )
        self.assertEqual(conflict["ResponseMetadata"]["HTTPStatusCode"], 409)

        bare = client.update_job_execution(
            thingName=THING, jobId=FIRMWARE, status="SUCCEEDED", expectedVersion=3, executionNumber=1
        )
        self.assertEqual(set(bare), {"ResponseMetadata"})

        # It has ended: it is not described, not changed, and no longer pending.
        self.refused(
            client.describe_job_execution,
            "TerminalStateException",
            "the job execution has ended: it is SUCCEEDED",
            thingName=THING,
            jobId=FIRMWARE,
        )
        self.refused(
            client.update_job_execution,
            "InvalidStateTransitionException",
            "a job execution that is SUCCEEDED cannot be set to this status",
            thingName=THING,
            jobId=FIRMWARE,
            status="IN_PROGRESS",
        )
        following = client.describe_job_execution(thingName=THING, jobId="$next", includeJobDocument=False)
        self.assertEqual(following["execution"]["jobId"], KEYS)
        self.assertNotIn("jobDocument", following["execution"])

        client.update_job_execution(thingName=THING, jobId=KEYS, status="REJECTED")
        nothing = client.start_next_pending_job_execution(thingName=THING)
        self.assertNotIn("execution", nothing)
        self.assertNotIn("execution", client.describe_job_execution(thingName=THING, jobId="$next"))
        pending = client.get_pending_job_executions(thingName=THING)
        self.assertEqual((pending["inProgressJobs"], pending["queuedJobs"]), ([], []))

    def test_a_queued_execution_cannot_succeed(self):
        self.refused(
            self.plane().client.update_job_execution,
            "InvalidStateTransitionException",
            "a job execution that is QUEUED cannot be set to this status",
            thingName=THING,
            jobId=FIRMWARE,
            status="SUCCEEDED",
        )

    def test_a_step_timer_expires(self):
        plane = self.plane()
        client = plane.client

        def left():
            execution = client.describe_job_execution(thingName=THING, jobId="$next")["execution"]
            return execution.get("approximateSecondsBeforeTimedOut")

        client.start_next_pending_job_execution(thingName=THING, stepTimeoutInMinutes=1)
        self.assertEqual(left(), 60)
        self.assertEqual(plane.advance(59), START + 59)
        self.assertEqual(left(), 1)
        report = {"thingName": THING, "jobId": FIRMWARE, "status": "IN_PROGRESS"}
        client.update_job_execution(**report)
        self.assertEqual(left(), 1)
        client.update_job_execution(**report, stepTimeoutInMinutes=2)
        self.assertEqual(left(), 120)
        client.update_job_execution(**report, stepTimeoutInMinutes=-1)
        self.assertIsNone(left())
        plane.advance(1_000_000)
        client.update_job_execution(**report, stepTimeoutInMinutes=10_080)
        self.assertEqual(left(), 604_800)
        plane.advance(604_800)

        self.refused(
            client.update_job_execution,
            "InvalidStateTransitionException",
            "a job execution that is TIMED_OUT cannot be set to this status",
            **report,
        )
        self.refused(
            client.describe_job_execution,
            "TerminalStateException",
            "the job execution has ended: it is TIMED_OUT",
            thingName=THING,
            jobId=FIRMWARE,
        )
        pending = client.get_pending_job_executions(thingName=THING)
        self.assertEqual([job["jobId"] for job in pending["queuedJobs"]], [KEYS])

    def test_a_job_that_times_out_is_tried_again(self):
        plane = self.plane()
        client = plane.client
        started = client.start_next_pending_job_execution(thingName=TIMED, stepTimeoutInMinutes=10_080)
        # The job's own timer ends before the step's.
        self.assertEqual(started["execution"]["approximateSecondsBeforeTimedOut"], 3_600)
        plane.advance(4_000)
        retry = client.describe_job_execution(thingName=TIMED, jobId=CALIBRATE)["execution"]
        self.assertEqual((retry["executionNumber"], retry["status"]), (2, "QUEUED"))
        self.assertEqual((retry["queuedAt"], retry["versionNumber"]), (START + 3_600, 1))
        self.refused(
            client.describe_job_execution,
            "TerminalStateException",
            thingName=TIMED,
            jobId=CALIBRATE,
            executionNumber=1,
        )
        client.start_next_pending_job_execution(thingName=TIMED)
        client.update_job_execution(thingName=TIMED, jobId=CALIBRATE, status="FAILED", executionNumber=2)
        # One retry was allowed.
        self.assertNotIn("execution", client.start_next_pending_job_execution(thingName=TIMED))

    def test_what_is_not_there_is_not_found(self):
        client = self.plane().client
        self.refused(
            client.get_pending_job_executions,
            "ResourceNotFoundException",
            "there is no thing cellar",
            thingName="cellar",
        )
        self.refused(
            client.describe_job_execution,
            "ResourceNotFoundException",
            f"{IDLE} has no execution of job {KEYS}",
            thingName=IDLE,
            jobId=KEYS,
        )
        self.refused(
            client.update_job_execution,
            "ResourceNotFoundException",
            f"{TIMED} has no execution number 2 of job {KEYS}",
            thingName=TIMED,
            jobId=KEYS,
            status="FAILED",
            executionNumber=2,
        )
        self.assertNotIn("execution", client.start_next_pending_job_execution(thingName=IDLE))

    def test_what_only_the_documentation_forbids(self):
        client = self.plane().client
        report = {"thingName": THING, "jobId": FIRMWARE, "status": "IN_PROGRESS"}
        limits = "it must be between 1 and 10080"
        for minutes in [0, -2, 10_081, -(2**63), 2**63 - 1]:
            self.refused(
                client.update_job_execution,
                "InvalidRequestException",
                f"stepTimeoutInMinutes is {minutes}: {limits}, or -1 to cancel the timer",
                **report,
                stepTimeoutInMinutes=minutes,
            )
        self.refused(
            client.start_next_pending_job_execution,
            "InvalidRequestException",
            f"stepTimeoutInMinutes is -1: {limits}",
            thingName=THING,
            stepTimeoutInMinutes=-1,
        )
        self.refused(
            client.update_job_execution,
            "InvalidRequestException",
            "status is CANCELED, which only the service sets:"
            " a device may set IN_PROGRESS, SUCCEEDED, FAILED or REJECTED",
            **{**report, "status": "CANCELED"},
        )
        client.update_job_execution(**report, statusDetails={"log": "x" * 1_024})
        self.refused(
            client.update_job_execution,
            "InvalidRequestException",
            "statusDetails.log is longer than 1024 characters",
            **report,
            statusDetails={"log": "x" * 1_025},
        )


    def test_what_clients_send_that_the_model_does_not_have(self):
        plane = self.plane()
        # Older clients send a namespace; others escape the dollar sign of the path, or end it with a slash.
        for method, path, job in [
            ("GET", f"/things/{THING}/jobs/$next?namespaceId=greengrass", FIRMWARE),
            ("PUT", f"/things/{THING}/jobs/%24next", FIRMWARE),
            ("GET", f"/things/{THING}/jobs/{KEYS}/", KEYS),
        ]:
            request = AWSRequest(method, plane.url + path)
            if method == "PUT":
                request.data = b"{}"
                request.headers["content-type"] = "application/json"
            SigV4Auth(KEY, "iot-jobs-data", REGION).add_auth(request)
            request = urllib.request.Request(
                request.url, request.data or None, dict(request.headers), method=method
            )
            with urllib.request.urlopen(request, timeout=10) as response:
                self.assertEqual(json.load(response)["execution"]["jobId"], job)


class Commands(Story):
    def test_one_token_starts_one_execution(self):
        plane = self.plane()
        client = plane.client
        request = {
            "targetArn": TARGET,
            "commandArn": REBOOT,
            "executionTimeoutSeconds": 30,
            "clientToken": "0b1d",
            "parameters": {
                "text": {"S": "größer"},
                "truth": {"B": False},
                "small": {"I": -(2**31)},
                "large": {"L": 2**63 - 1},
                "real": {"D": 0.1},
                "bytes": {"BIN": b"\x00\xff"},
                "$unsigned": {"UL": str(2**64 - 1)},
            },
        }
        first = client.start_command_execution(**request)["executionId"]
        plane.advance(3_600)
        self.assertEqual(client.start_command_execution(**request)["executionId"], first)
        conflict = self.refused(
            client.start_command_execution,
            "ConflictException",
            "the clientToken was used for a request with other parameters",
            **{**request, "parameters": {"text": {"S": "kleiner"}}},
        )
        self.assertEqual(conflict["resourceId"], first)
        self.assertNotEqual(
            client.start_command_execution(**{**request, "clientToken": "1b1d"})["executionId"], first
        )

    def test_without_a_token_every_call_is_its_own(self):
        client = self.plane().client
        request = {"targetArn": TARGET, "commandArn": REBOOT}
        self.assertNotEqual(
            client.start_command_execution(**request)["executionId"],
            client.start_command_execution(**request)["executionId"],
        )

    def test_what_is_not_there_is_not_found(self):
        client = self.plane().client
        self.refused(
            client.start_command_execution,
            "ResourceNotFoundException",
            "there is no command explode",
            targetArn=TARGET,
            commandArn="explode",
        )
        self.refused(
            client.start_command_execution,
            "ResourceNotFoundException",
            "there is no thing cellar",
            targetArn="arn:aws:iot:eu-west-1:123456789012:thing/cellar",
            commandArn=REBOOT,
        )
        self.refused(
            client.start_command_execution, "ValidationException", targetArn=THING, commandArn=REBOOT
        )


class Errors(Story):
    """Every error that the model has, of every operation that has it, as botocore's own class."""

    ARGUMENTS = {
        "DescribeJobExecution": {"thingName": THING, "jobId": FIRMWARE},
        "GetPendingJobExecutions": {"thingName": THING},
        "StartCommandExecution": {"targetArn": TARGET, "commandArn": REBOOT},
        "StartNextPendingJobExecution": {"thingName": THING},
        "UpdateJobExecution": {"thingName": THING, "jobId": FIRMWARE, "status": "IN_PROGRESS"},
    }

    def test_every_modelled_error_arrives(self):
        # What botocore's own model says; the plane is held against it, not the other way around.
        model = boto3.client("iot-jobs-data", region_name="eu-west-1").meta.service_model
        seen = set()
        faults = []
        for operation in model.operation_names:
            for error in model.operation_model(operation).error_shapes:
                faults += ["--fault", f"{operation}={error.name}:1"]
        plane = self.plane(*faults)
        for operation, arguments in self.ARGUMENTS.items():
            call = getattr(plane.client, snake(operation))
            for error in model.operation_model(operation).error_shapes:
                with self.subTest(operation=operation, error=error.name):
                    response = self.refused(
                        call, error.name, f"asked for by --fault {operation}={error.name}", **arguments
                    )
                    self.assertEqual(
                        response["ResponseMetadata"]["HTTPStatusCode"],
                        error.metadata["error"]["httpStatusCode"],
                    )
                    seen.add(error.name)
            call(**arguments)  # the faults are used up
        self.assertEqual(len(seen), 11)

    def test_an_error_that_the_model_does_not_have(self):
        client = self.plane("--version-mismatch", "VersionMismatch:409").client
        with self.assertRaises(ClientError) as caught:
            client.update_job_execution(
                thingName=THING, jobId=FIRMWARE, status="IN_PROGRESS", expectedVersion=9
            )
        self.assertIs(type(caught.exception), ClientError)
        self.assertEqual(
            caught.exception.response["Error"],
            {"Code": "VersionMismatch", "Message": "expectedVersion is not the version, which is 1"},
        )


class Start(Story):
    """What a wrong start says, and the door for tests."""

    def run_to_the_end(self, *options):
        run = subprocess.run(
            [server, "--listen", "127.0.0.1:0", *options], capture_output=True, text=True, timeout=10
        )
        self.assertNotEqual(run.returncode, 0)
        self.assertEqual(run.stdout, "")
        return run.stderr

    def test_unknown_faults_are_told_with_the_known_ones(self):
        told = self.run_to_the_end("--fault", "UpdateJobExecution=ConflictException")
        self.assertIn("InvalidStateTransitionException", told)
        self.assertIn("GetPendingJobExecutions", self.run_to_the_end("--fault", "Get=ThrottlingException"))

    def test_a_bad_seed_is_told_with_its_place(self):
        for text, place in [
            ('{\n  "thing": []\n}', "line 2"),
            ('{"executions": [{"thingName": "t", "jobId": "j"}]}', "/executions/0/jobId"),
        ]:
            with tempfile.TemporaryDirectory() as folder:
                seed = pathlib.Path(folder, "bad.json")
                seed.write_text(text)
                told = self.run_to_the_end("--seed", str(seed))
            self.assertIn(str(seed), told)
            self.assertIn(place, told)

    def test_the_clock_moves_only_as_it_is_told(self):
        plane = self.plane()
        for method, body, status in [
            ("GET", None, 405),
            ("POST", b"", 400),
            ("POST", b'{"advance_seconds": -1}', 400),
            ("POST", b'{"advance": 1}', 400),
            ("POST", b'{"advance_seconds": 18446744073709551615}', 400),
            ("POST", b" " * 2_000, 400),
        ]:
            with self.subTest(method=method, body=body):
                request = urllib.request.Request(f"{plane.url}/_test/clock", body, method=method)
                with self.assertRaises(urllib.error.HTTPError) as caught:
                    urllib.request.urlopen(request, timeout=10)
                self.assertEqual(caught.exception.code, status)
                self.assertIn("message", json.load(caught.exception))
                caught.exception.close()
        self.assertEqual(plane.advance(0), START)

    def test_the_machines_clock_does_not_move(self):
        plane = self.plane("--clock", "real")
        with self.assertRaises(urllib.error.HTTPError) as caught:
            plane.advance(1)
        self.assertEqual(caught.exception.code, 409)
        caught.exception.close()


class Validation(Story):
    """Requests that the model forbids, which botocore does not hold back when its own checks are off."""

    def setUp(self):
        self.client = self.plane(validate=False).client

    def test_each_constraint_has_its_message(self):
        found = "1 validation error detected. "
        update = {"thingName": THING, "jobId": FIRMWARE, "status": "IN_PROGRESS"}
        statuses = "QUEUED, IN_PROGRESS, SUCCEEDED, FAILED, TIMED_OUT, REJECTED, REMOVED, CANCELED"
        for call, arguments, message in [
            (
                self.client.get_pending_job_executions,
                {"thingName": "a b"},
                "Value at '/thingName' failed to satisfy constraint: "
                "Member must satisfy regular expression pattern: [a-zA-Z0-9:_-]+",
            ),
            (
                self.client.get_pending_job_executions,
                {"thingName": "x" * 129},
                "Value with length 129 at '/thingName' failed to satisfy constraint: "
                "Member must have length between 1 and 128, inclusive",
            ),
            (
                self.client.describe_job_execution,
                {"thingName": THING, "jobId": "$last"},
                "Value at '/jobId' failed to satisfy constraint: "
                r"Member must satisfy regular expression pattern: [a-zA-Z0-9_-]+|^\$next",
            ),
            (
                self.client.update_job_execution,
                {"thingName": THING, "jobId": FIRMWARE},
                "Value at '/status' failed to satisfy constraint: Member must not be null",
            ),
            (
                self.client.update_job_execution,
                {**update, "status": "SUCCESS"},
                "Value at '/status' failed to satisfy constraint: "
                f"Member must satisfy enum value set: [{statuses}]",
            ),
            (
                self.client.update_job_execution,
                {**update, "statusDetails": {"a b": "c"}},
                "Value at '/statusDetails' failed to satisfy constraint: "
                "Member must satisfy regular expression pattern: [a-zA-Z0-9:_-]+",
            ),
            (
                self.client.start_next_pending_job_execution,
                {"thingName": THING, "statusDetails": {"step": "line\nbreak"}},
                "Value at '/statusDetails/step' failed to satisfy constraint: "
                r"Member must satisfy regular expression pattern: [^\p{C}]+",
            ),
        ]:
            with self.subTest(message=message):
                self.refused(call, "InvalidRequestException", found + message, **arguments)

    def test_commands_have_their_own_error(self):
        request = {"targetArn": TARGET, "commandArn": REBOOT}
        for change, message in [
            (
                {"executionTimeoutSeconds": 0},
                "Value at '/executionTimeoutSeconds' failed to satisfy constraint: "
                "Member must be greater than or equal to 1",
            ),
            (
                {"parameters": {}},
                "Value with length 0 at '/parameters' failed to satisfy constraint: "
                "Member must have length greater than or equal to 1",
            ),
            (
                {"parameters": {"n": {"UL": "-1"}}},
                "Value at '/parameters/n/UL' failed to satisfy constraint: "
                "Member must satisfy regular expression pattern: ^[0-9]*$",
            ),
            (
                {"parameters": {"n": {"BIN": b""}}},
                "Value with length 0 at '/parameters/n/BIN' failed to satisfy constraint: "
                "Member must have length greater than or equal to 1",
            ),
            (
                {"clientToken": "ä"},
                "Value at '/clientToken' failed to satisfy constraint: "
                r"Member must satisfy regular expression pattern: ^[\x21-\x7E]+$",
            ),
            (
                {"targetArn": "x" * 2_049},
                "Value with length 2049 at '/targetArn' failed to satisfy constraint: "
                "Member must have length less than or equal to 2048",
            ),
        ]:
            with self.subTest(message=message):
                self.refused(
                    self.client.start_command_execution,
                    "ValidationException",
                    f"1 validation error detected. {message}",
                    **{**request, **change},
                )

    def test_all_violations_are_told_at_once(self):
        self.refused(
            self.client.start_command_execution,
            "ValidationException",
            "2 validation errors detected. "
            "Value at '/targetArn' failed to satisfy constraint: Member must not be null; "
            "Value at '/commandArn' failed to satisfy constraint: Member must not be null",
        )
        self.refused(
            self.client.update_job_execution,
            "InvalidRequestException",
            "2 validation errors detected. "
            "Value with length 0 at '/statusDetails/step' failed to satisfy constraint: "
            "Member must have length greater than or equal to 1; "
            "Value at '/statusDetails/step' failed to satisfy constraint: "
            r"Member must satisfy regular expression pattern: [^\p{C}]+",
            thingName=THING,
            jobId=FIRMWARE,
            status="IN_PROGRESS",
            statusDetails={"step": ""},
        )
        response = self.refused(
            self.client.update_job_execution,
            "InvalidRequestException",
            thingName="a b",
            jobId="c d",
            status="no",
        )
        message = response["Error"]["Message"]
        self.assertTrue(message.startswith("3 validation errors detected. "), message)
        for path in ["'/jobId'", "'/thingName'", "'/status'"]:
            self.assertIn(path, message)

    def test_botocore_itself_holds_back_what_is_missing(self):
        with self.assertRaises(ParamValidationError):
            self.plane().client.update_job_execution(thingName=THING, jobId=FIRMWARE)


def snake(name):
    """How boto3 calls an operation."""
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("_")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--server", required=True, help="the jobs-plane binary")
    parser.add_argument("--signed", action="store_true", help="planes that answer signed requests alone")
    options, rest = parser.parse_known_args()
    server, signed = options.server, options.signed
    unittest.main(argv=[sys.argv[0], *rest])
