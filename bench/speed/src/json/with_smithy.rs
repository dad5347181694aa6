//! What the official SDK's generator writes over `aws-smithy-json`: tokens in, and a writer of objects out.

use std::collections::HashMap;
use std::iter::Peekable;

use aws_smithy_json::deserialize::error::DeserializeError;
use aws_smithy_json::deserialize::token::{
    expect_number_or_null, expect_start_object, expect_string_or_null, skip_value,
};
use aws_smithy_json::deserialize::{Token, json_token_iter};
use aws_smithy_json::serialize::JsonObjectWriter;
use aws_smithy_types::Number;

use crate::derived::{Description, Execution, Pending, Status, Summary};

pub(super) type Failure = DeserializeError;
type Result<T> = std::result::Result<T, Failure>;
type Next<'a> = Option<Result<Token<'a>>>;

/// The answer to DescribeJobExecution.
pub(super) fn read_description(text: &[u8]) -> Result<Description> {
    let mut tokens = json_token_iter(text).peekable();
    expect_start_object(tokens.next())?;
    let mut description = Description::default();
    members(&mut tokens, |name, tokens| {
        match name {
            "execution" => description.execution = read_execution(tokens)?,
            _ => skip_value(tokens)?,
        }
        Ok(())
    })?;
    Ok(description)
}

/// The answer to GetPendingJobExecutions.
pub(super) fn read_pending(text: &[u8]) -> Result<Pending> {
    let mut tokens = json_token_iter(text).peekable();
    expect_start_object(tokens.next())?;
    let mut pending = Pending::default();
    members(&mut tokens, |name, tokens| {
        match name {
            "inProgressJobs" => pending.in_progress_jobs = read_summaries(tokens)?,
            "queuedJobs" => pending.queued_jobs = read_summaries(tokens)?,
            _ => skip_value(tokens)?,
        }
        Ok(())
    })?;
    Ok(pending)
}

/// Each member of an object whose start has been read.
fn members<'a, I: Iterator<Item = Result<Token<'a>>>>(
    tokens: &mut Peekable<I>,
    mut member: impl FnMut(&str, &mut Peekable<I>) -> Result<()>,
) -> Result<()> {
    loop {
        match tokens.next().transpose()? {
            Some(Token::EndObject { .. }) => return Ok(()),
            Some(Token::ObjectKey { key, .. }) => member(&key.to_unescaped()?, tokens)?,
            _ => return Err(Failure::custom("expected a key or the end of the object")),
        }
    }
}

/// Whether an object starts; otherwise there is a null.
fn starts<'a>(tokens: &mut impl Iterator<Item = Result<Token<'a>>>) -> Result<bool> {
    match tokens.next().transpose()? {
        Some(Token::ValueNull { .. }) => Ok(false),
        Some(Token::StartObject { .. }) => Ok(true),
        _ => Err(Failure::custom("expected an object or null")),
    }
}

fn read_execution<'a, I>(tokens: &mut Peekable<I>) -> Result<Option<Execution>>
where
    I: Iterator<Item = Result<Token<'a>>>,
{
    if !starts(tokens)? {
        return Ok(None);
    }
    let mut execution = Execution::default();
    members(tokens, |name, tokens| {
        match name {
            "jobId" => execution.job_id = text(tokens.next())?,
            "thingName" => execution.thing_name = text(tokens.next())?,
            "status" => execution.status = status(tokens.next())?,
            "statusDetails" => execution.status_details = read_details(tokens)?,
            "queuedAt" => execution.queued_at = integer(tokens.next())?,
            "startedAt" => execution.started_at = integer(tokens.next())?,
            "lastUpdatedAt" => execution.last_updated_at = integer(tokens.next())?,
            "approximateSecondsBeforeTimedOut" => {
                execution.approximate_seconds_before_timed_out = integer(tokens.next())?;
            }
            "versionNumber" => execution.version_number = integer(tokens.next())?,
            "executionNumber" => execution.execution_number = integer(tokens.next())?,
            "jobDocument" => execution.job_document = text(tokens.next())?,
            _ => skip_value(tokens)?,
        }
        Ok(())
    })?;
    Ok(Some(execution))
}

fn read_details<'a, I>(tokens: &mut Peekable<I>) -> Result<Option<HashMap<String, String>>>
where
    I: Iterator<Item = Result<Token<'a>>>,
{
    if !starts(tokens)? {
        return Ok(None);
    }
    let mut details = HashMap::new();
    members(tokens, |name, tokens| {
        if let Some(value) = text(tokens.next())? {
            details.insert(name.to_owned(), value);
        }
        Ok(())
    })?;
    Ok(Some(details))
}

fn read_summaries<'a, I>(tokens: &mut Peekable<I>) -> Result<Option<Vec<Summary>>>
where
    I: Iterator<Item = Result<Token<'a>>>,
{
    match tokens.next().transpose()? {
        Some(Token::ValueNull { .. }) => return Ok(None),
        Some(Token::StartArray { .. }) => {}
        _ => return Err(Failure::custom("expected an array or null")),
    }
    let mut summaries = Vec::new();
    loop {
        if let Some(Ok(Token::EndArray { .. })) = tokens.peek() {
            tokens.next();
            return Ok(Some(summaries));
        }
        if let Some(summary) = read_summary(tokens)? {
            summaries.push(summary);
        }
    }
}

fn read_summary<'a, I>(tokens: &mut Peekable<I>) -> Result<Option<Summary>>
where
    I: Iterator<Item = Result<Token<'a>>>,
{
    if !starts(tokens)? {
        return Ok(None);
    }
    let mut summary = Summary::default();
    members(tokens, |name, tokens| {
        match name {
            "jobId" => summary.job_id = text(tokens.next())?,
            "queuedAt" => summary.queued_at = integer(tokens.next())?,
            "startedAt" => summary.started_at = integer(tokens.next())?,
            "lastUpdatedAt" => summary.last_updated_at = integer(tokens.next())?,
            "versionNumber" => summary.version_number = integer(tokens.next())?,
            "executionNumber" => summary.execution_number = integer(tokens.next())?,
            _ => skip_value(tokens)?,
        }
        Ok(())
    })?;
    Ok(Some(summary))
}

fn text(token: Next<'_>) -> Result<Option<String>> {
    let text = expect_string_or_null(token)?;
    Ok(text
        .map(|text| text.to_unescaped().map(|text| text.into_owned()))
        .transpose()?)
}

fn integer(token: Next<'_>) -> Result<Option<i64>> {
    let number = expect_number_or_null(token)?;
    number
        .map(|number| i64::try_from(number).map_err(|_| Failure::custom("expected an integer")))
        .transpose()
}

fn status(token: Next<'_>) -> Result<Option<Status>> {
    let Some(text) = expect_string_or_null(token)? else {
        return Ok(None);
    };
    Ok(Some(match &*text.to_unescaped()? {
        "QUEUED" => Status::Queued,
        "IN_PROGRESS" => Status::InProgress,
        "SUCCEEDED" => Status::Succeeded,
        "FAILED" => Status::Failed,
        "TIMED_OUT" => Status::TimedOut,
        "REJECTED" => Status::Rejected,
        "REMOVED" => Status::Removed,
        "CANCELED" => Status::Canceled,
        _ => Status::Unknown,
    }))
}

/// The answer to DescribeJobExecution, as a server would write it.
pub(super) fn write_description(description: &Description) -> String {
    let mut out = String::new();
    let mut object = JsonObjectWriter::new(&mut out);
    if let Some(execution) = &description.execution {
        let mut inner = object.key("execution").start_object();
        write_execution(&mut inner, execution);
        inner.finish();
    }
    object.finish();
    out
}

/// The answer to GetPendingJobExecutions, as a server would write it.
pub(super) fn write_pending(pending: &Pending) -> String {
    let mut out = String::new();
    let mut object = JsonObjectWriter::new(&mut out);
    for (name, list) in [
        ("inProgressJobs", &pending.in_progress_jobs),
        ("queuedJobs", &pending.queued_jobs),
    ] {
        if let Some(list) = list {
            let mut array = object.key(name).start_array();
            for summary in list {
                let mut inner = array.value().start_object();
                write_summary(&mut inner, summary);
                inner.finish();
            }
            array.finish();
        }
    }
    object.finish();
    out
}

fn write_execution(to: &mut JsonObjectWriter<'_>, execution: &Execution) {
    write_text(to, "jobId", execution.job_id.as_deref());
    write_text(to, "thingName", execution.thing_name.as_deref());
    write_text(to, "status", execution.status.map(name));
    if let Some(details) = &execution.status_details {
        let mut map = to.key("statusDetails").start_object();
        for (key, value) in details {
            map.key(key).string(value);
        }
        map.finish();
    }
    write_integer(to, "queuedAt", execution.queued_at);
    write_integer(to, "startedAt", execution.started_at);
    write_integer(to, "lastUpdatedAt", execution.last_updated_at);
    write_integer(
        to,
        "approximateSecondsBeforeTimedOut",
        execution.approximate_seconds_before_timed_out,
    );
    write_integer(to, "versionNumber", execution.version_number);
    write_integer(to, "executionNumber", execution.execution_number);
    write_text(to, "jobDocument", execution.job_document.as_deref());
}

fn write_summary(to: &mut JsonObjectWriter<'_>, summary: &Summary) {
    write_text(to, "jobId", summary.job_id.as_deref());
    write_integer(to, "queuedAt", summary.queued_at);
    write_integer(to, "startedAt", summary.started_at);
    write_integer(to, "lastUpdatedAt", summary.last_updated_at);
    write_integer(to, "versionNumber", summary.version_number);
    write_integer(to, "executionNumber", summary.execution_number);
}

fn write_text(to: &mut JsonObjectWriter<'_>, key: &str, value: Option<&str>) {
    if let Some(value) = value {
        to.key(key).string(value);
    }
}

fn write_integer(to: &mut JsonObjectWriter<'_>, key: &str, value: Option<i64>) {
    if let Some(value) = value {
        to.key(key).number(match u64::try_from(value) {
            Ok(value) => Number::PosInt(value),
            Err(_) => Number::NegInt(value),
        });
    }
}

fn name(status: Status) -> &'static str {
    match status {
        Status::Queued => "QUEUED",
        Status::InProgress => "IN_PROGRESS",
        Status::Succeeded => "SUCCEEDED",
        Status::Failed => "FAILED",
        Status::TimedOut => "TIMED_OUT",
        Status::Rejected => "REJECTED",
        Status::Removed => "REMOVED",
        Status::Canceled => "CANCELED",
        Status::Unknown => "UNKNOWN",
    }
}
