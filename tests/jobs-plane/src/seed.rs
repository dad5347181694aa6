//! What the jobs plane holds when it starts, from a JSON file.
//!
//! In: the text of a seed file. Out: a [`Store`], or an error that says which file, where in it, and what to write
//! instead. There is no other way to make things and jobs here: on AWS that is another service.
//!
//! ```json
//! {
//!   "things": ["lamp"],
//!   "jobs": [{ "jobId": "paint", "document": { "colour": "red" }, "inProgressTimeoutInMinutes": 60,
//!              "retry": { "failureTypes": ["FAILED", "TIMED_OUT"], "numberOfRetries": 2 } }],
//!   "executions": [{ "thingName": "lamp", "jobId": "paint", "status": "IN_PROGRESS", "executionNumber": 1,
//!                    "statusDetails": { "coat": "first" }, "versionNumber": 2 }],
//!   "commands": ["arn:aws:iot:eu-west-1:123456789012:command/reboot"]
//! }
//! ```
//!
//! Every part may be left out. An execution is QUEUED with number and version 1 unless it says otherwise.

use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use iot_jobs_data::operation::{GetPendingJobExecutionsInput, UpdateJobExecutionInput};
use iot_jobs_data::types::JobExecutionStatus;
use serde::Deserialize;
use serde_json::value::RawValue;
use tinsmith::Validate;

use crate::store::{Details, Execution, Job, MAX_MINUTES, Retry, Status, Store};

/// The longest job document that the model allows, in characters.
const MAX_DOCUMENT: usize = 32_768;

/// The most retries that a job may have.
const MAX_RETRIES: u32 = 10;

/// Reads a seed file.
///
/// # Errors
///
/// The file cannot be read, is no seed, or contradicts itself.
pub fn read(file: &Path, now: i64) -> Result<Store, SeedError> {
    let error = |problem| SeedError {
        file: file.to_owned(),
        problem,
    };
    let text = fs::read_to_string(file).map_err(|cause| error(cause.to_string()))?;
    parse(&text, now).map_err(error)
}

/// Reads the text of a seed file: what [`read`] does without the file. The error lacks the file's name only.
///
/// # Errors
///
/// As [`read`], as a text that says where.
pub fn parse(text: &str, now: i64) -> Result<Store, String> {
    let seed: Seed = serde_json::from_str(text).map_err(|error| error.to_string())?;
    seed.into_store(now)
        .map_err(|Misfit { place, what }| format!("{what} (at {place})"))
}

/// What is wrong with a seed file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeedError {
    file: PathBuf,
    problem: String,
}

impl Display for SeedError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "seed file {}: {}", self.file.display(), self.problem)
    }
}

impl std::error::Error for SeedError {}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Seed {
    #[serde(default)]
    things: Vec<String>,
    #[serde(default)]
    jobs: Vec<SeedJob>,
    #[serde(default)]
    executions: Vec<SeedExecution>,
    #[serde(default)]
    commands: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct SeedJob {
    job_id: String,
    document: Box<RawValue>,
    in_progress_timeout_in_minutes: Option<i64>,
    retry: Option<SeedRetry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct SeedRetry {
    failure_types: Vec<FailureType>,
    number_of_retries: u32,
}

#[derive(Clone, Copy, Deserialize, PartialEq)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum FailureType {
    Failed,
    TimedOut,
    All,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct SeedExecution {
    thing_name: String,
    job_id: String,
    #[serde(default = "queued")]
    status: String,
    #[serde(default = "one")]
    execution_number: i64,
    #[serde(default)]
    status_details: Details,
    #[serde(default = "one")]
    version_number: i64,
}

fn queued() -> String {
    Status::Queued.as_str().to_owned()
}

fn one() -> i64 {
    1
}

/// A part of a seed that does not fit, by its JSON pointer.
struct Misfit {
    place: String,
    what: String,
}

impl Misfit {
    fn new(place: impl Into<String>, what: impl Into<String>) -> Self {
        Self {
            place: place.into(),
            what: what.into(),
        }
    }
}

impl Seed {
    fn into_store(self, now: i64) -> Result<Store, Misfit> {
        let mut store = Store::default();
        for (index, thing) in self.things.iter().enumerate() {
            // The model's own rules, as the generated validator knows them.
            GetPendingJobExecutionsInput::new(thing.as_str())
                .validate()
                .map_err(|error| Misfit::new(format!("/things/{index}"), error.to_string()))?;
            store.add_thing(thing);
        }
        let mut jobs = BTreeMap::new();
        for (index, job) in self.jobs.into_iter().enumerate() {
            let place = format!("/jobs/{index}");
            let job = job.into_job(&place)?;
            if let Some(job) = jobs.insert(job.id.clone(), Arc::new(job)) {
                let what = format!("there is a job {} before", job.id);
                return Err(Misfit::new(format!("{place}/jobId"), what));
            }
        }
        let mut latest: BTreeMap<(String, String), (i64, Status)> = BTreeMap::new();
        for (index, execution) in self.executions.into_iter().enumerate() {
            let place = format!("/executions/{index}");
            let thing = execution.thing_name.clone();
            let execution = execution.into_execution(&jobs, &place, now)?;
            let is = (execution.number, execution.status);
            let before = latest.insert((thing.clone(), execution.job.id.clone()), is);
            if let Some((number, status)) = before {
                check_order(number, status, execution.number)
                    .map_err(|what| Misfit::new(format!("{place}/executionNumber"), what))?;
            }
            store.add_execution(&thing, execution).map_err(|missing| {
                let what = format!("{}: add it to /things", missing.0);
                Misfit::new(format!("{place}/thingName"), what)
            })?;
        }
        for command in &self.commands {
            store.add_command(command);
        }
        Ok(store)
    }
}

/// Several executions of one job on one thing are tries: each has a higher number, and only the last may be unfinished.
fn check_order(before: i64, status: Status, number: i64) -> Result<(), String> {
    if number <= before {
        return Err(format!(
            "an execution of this job on this thing has number {before} already: give this one a higher number"
        ));
    }
    if !status.is_terminal() {
        return Err(format!(
            "execution {before} of this job on this thing is {status}: only the last one may be unfinished"
        ));
    }
    Ok(())
}

impl SeedJob {
    fn into_job(self, place: &str) -> Result<Job, Misfit> {
        UpdateJobExecutionInput::new(self.job_id.as_str(), JobExecutionStatus::InProgress, "any")
            .validate()
            .map_err(|error| Misfit::new(format!("{place}/jobId"), error.to_string()))?;
        let document = self.document.get().to_owned();
        let length = document.chars().count();
        if length > MAX_DOCUMENT {
            let what = format!("it has {length} characters: {MAX_DOCUMENT} are allowed");
            return Err(Misfit::new(format!("{place}/document"), what));
        }
        if let Some(minutes) = self.in_progress_timeout_in_minutes
            && !(1..=MAX_MINUTES).contains(&minutes)
        {
            let place = format!("{place}/inProgressTimeoutInMinutes");
            let what = format!("{minutes} is not between 1 and {MAX_MINUTES}");
            return Err(Misfit::new(place, what));
        }
        Ok(Job {
            id: self.job_id,
            document,
            in_progress_timeout_minutes: self.in_progress_timeout_in_minutes,
            retry: self
                .retry
                .map(|retry| retry.into_retry(place))
                .transpose()?,
        })
    }
}

impl SeedRetry {
    fn into_retry(self, place: &str) -> Result<Retry, Misfit> {
        if self.number_of_retries > MAX_RETRIES {
            let place = format!("{place}/retry/numberOfRetries");
            let what = format!("{} is more than {MAX_RETRIES}", self.number_of_retries);
            return Err(Misfit::new(place, what));
        }
        let on = |kind| {
            let all = self.failure_types.contains(&FailureType::All);
            all || self.failure_types.contains(&kind)
        };
        Ok(Retry {
            failed: on(FailureType::Failed),
            timed_out: on(FailureType::TimedOut),
            times: self.number_of_retries,
        })
    }
}

impl SeedExecution {
    fn into_execution(
        self,
        jobs: &BTreeMap<String, Arc<Job>>,
        place: &str,
        now: i64,
    ) -> Result<Execution, Misfit> {
        let job = jobs.get(&self.job_id).ok_or_else(|| {
            let what = format!("there is no job {}: add it to /jobs", self.job_id);
            Misfit::new(format!("{place}/jobId"), what)
        })?;
        let status = Status::named(&self.status).ok_or_else(|| {
            let known = Status::ALL.map(Status::as_str).join(", ");
            let what = format!("{} is none of {known}", self.status);
            Misfit::new(format!("{place}/status"), what)
        })?;
        for (name, number) in [
            ("executionNumber", self.execution_number),
            ("versionNumber", self.version_number),
        ] {
            if number < 1 {
                let what = format!("{number} is less than 1");
                return Err(Misfit::new(format!("{place}/{name}"), what));
            }
        }
        UpdateJobExecutionInput::new(self.job_id.as_str(), JobExecutionStatus::InProgress, "any")
            .status_details(self.status_details.clone())
            .validate()
            .map_err(|error| Misfit::new(place, error.to_string()))?;
        let mut execution =
            Execution::queued(job.clone(), self.execution_number, now).already(status, now);
        execution.details = self.status_details;
        execution.version = self.version_number;
        Ok(execution)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn problem(text: &str) -> String {
        parse(text, 0).err().unwrap()
    }

    #[test]
    fn the_example_is_a_seed() {
        let mut store = parse(include_str!("../seed.json"), 100).unwrap();
        let first = store.next("thermostat-1", 100).unwrap().unwrap();
        assert_eq!(first.job.id, "firmware-2_1");
        assert_eq!((first.number, first.version, first.queued_at), (1, 1, 100));
        assert!(
            first
                .job
                .document
                .starts_with(r#"{ "operation": "install""#)
        );
        let second = store.next("thermostat-2", 100).unwrap().unwrap();
        let retry = second.job.retry.unwrap();
        assert!(retry.failed && retry.timed_out);
        assert_eq!(retry.times, 1);
        assert_eq!(second.job.in_progress_timeout_minutes, Some(60));
        assert_eq!(store.next("doorbell", 100), Ok(None));
    }

    #[test]
    fn an_execution_in_progress_is_timed_from_the_start() {
        let text = r#"{"things": ["t"], "jobs": [{"jobId": "j", "document": {}, "inProgressTimeoutInMinutes": 2}],
            "executions": [{"thingName": "t", "jobId": "j", "status": "IN_PROGRESS"}]}"#;
        let mut store = parse(text, 50).unwrap();
        let execution = store.next("t", 60).unwrap().unwrap();
        assert_eq!(execution.started_at, Some(50));
        assert_eq!(execution.seconds_left(60), Some(110));
    }

    #[test]
    fn nothing_is_a_seed() {
        assert!(parse("{}", 0).is_ok());
    }

    #[test]
    fn what_is_no_seed_is_placed_by_line() {
        let what = problem("{\n  \"thing\": []\n}");
        assert!(
            what.contains("`thing`") && what.contains("line 2"),
            "{what}"
        );
        let what = problem("{\n");
        assert!(what.contains("line 2"), "{what}");
        let what = problem(r#"{"jobs": [{"jobId": "j"}]}"#);
        assert!(what.contains("`document`"), "{what}");
    }

    #[test]
    fn what_contradicts_itself_is_placed_by_pointer() {
        let with = |executions: &str| {
            format!(
                r#"{{"things": ["t"], "jobs": [{{"jobId": "j", "document": 1}}], "executions": [{executions}]}}"#
            )
        };
        for (text, place) in [
            (r#"{"things": ["t", "a/b"]}"#.to_owned(), "/things/1"),
            (
                r#"{"jobs": [{"jobId": "$next", "document": 1}]}"#.to_owned(),
                "/jobs/0/jobId",
            ),
            (
                r#"{"jobs": [{"jobId": "j", "document": 1}, {"jobId": "j", "document": 1}]}"#.to_owned(),
                "/jobs/1/jobId",
            ),
            (
                r#"{"jobs": [{"jobId": "j", "document": 1, "inProgressTimeoutInMinutes": 0}]}"#.to_owned(),
                "/jobs/0/inProgressTimeoutInMinutes",
            ),
            (
                r#"{"jobs": [{"jobId": "j", "document": 1, "retry": {"failureTypes": ["ALL"], "numberOfRetries": 11}}]}"#
                    .to_owned(),
                "/jobs/0/retry/numberOfRetries",
            ),
            (
                format!(r#"{{"jobs": [{{"jobId": "j", "document": "{}"}}]}}"#, "x".repeat(40_000)),
                "/jobs/0/document",
            ),
            (
                with(r#"{"thingName": "t", "jobId": "k"}"#),
                "/executions/0/jobId",
            ),
            (
                with(r#"{"thingName": "u", "jobId": "j"}"#),
                "/executions/0/thingName",
            ),
            (
                with(r#"{"thingName": "t", "jobId": "j", "status": "SUCCESS"}"#),
                "/executions/0/status",
            ),
            (
                with(r#"{"thingName": "t", "jobId": "j", "executionNumber": 0}"#),
                "/executions/0/executionNumber",
            ),
            (
                with(r#"{"thingName": "t", "jobId": "j", "statusDetails": {"a b": "c"}}"#),
                "/executions/0",
            ),
            (
                with(r#"{"thingName": "t", "jobId": "j"}, {"thingName": "t", "jobId": "j", "executionNumber": 2}"#),
                "/executions/1/executionNumber",
            ),
            (
                with(
                    r#"{"thingName": "t", "jobId": "j", "status": "FAILED"}, {"thingName": "t", "jobId": "j"}"#,
                ),
                "/executions/1/executionNumber",
            ),
        ] {
            let what = problem(&text);
            assert!(what.ends_with(&format!("(at {place})")), "{what}");
        }
    }

    #[test]
    fn a_missing_file_is_named() {
        let error = read(Path::new("nowhere/seed.json"), 0).unwrap_err();
        assert!(error.to_string().contains("nowhere/seed.json"), "{error}");
    }
}
