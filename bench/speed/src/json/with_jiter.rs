//! What an engineer would write over jiter's iterator.

use std::collections::HashMap;

use jiter::{Jiter, JiterResult, NumberInt, Peek};

use crate::derived::{Description, Execution, Pending, Status, Summary};

/// The answer to DescribeJobExecution.
pub(super) fn description(text: &[u8]) -> JiterResult<Description> {
    let mut input = Jiter::new(text);
    let mut description = Description::default();
    let mut key = input.next_object()?;
    while let Some(name) = key {
        if name == "execution" {
            description.execution = Some(execution(&mut input)?);
        } else {
            input.next_skip()?;
        }
        key = input.next_key()?;
    }
    input.finish()?;
    Ok(description)
}

/// The answer to GetPendingJobExecutions.
pub(super) fn pending(text: &[u8]) -> JiterResult<Pending> {
    let mut input = Jiter::new(text);
    let mut pending = Pending::default();
    let mut key = input.next_object()?;
    while let Some(name) = key {
        match name {
            "inProgressJobs" => pending.in_progress_jobs = Some(summaries(&mut input)?),
            "queuedJobs" => pending.queued_jobs = Some(summaries(&mut input)?),
            _ => input.next_skip()?,
        }
        key = input.next_key()?;
    }
    input.finish()?;
    Ok(pending)
}

fn execution(input: &mut Jiter<'_>) -> JiterResult<Execution> {
    let mut execution = Execution::default();
    let mut key = input.next_object()?;
    while let Some(name) = key {
        match name {
            "jobId" => execution.job_id = text(input)?,
            "thingName" => execution.thing_name = text(input)?,
            "status" => execution.status = Some(status(input.next_str()?)),
            "statusDetails" => execution.status_details = Some(details(input)?),
            "queuedAt" => execution.queued_at = integer(input)?,
            "startedAt" => execution.started_at = integer(input)?,
            "lastUpdatedAt" => execution.last_updated_at = integer(input)?,
            "approximateSecondsBeforeTimedOut" => {
                execution.approximate_seconds_before_timed_out = integer(input)?;
            }
            "versionNumber" => execution.version_number = integer(input)?,
            "executionNumber" => execution.execution_number = integer(input)?,
            "jobDocument" => execution.job_document = text(input)?,
            _ => input.next_skip()?,
        }
        key = input.next_key()?;
    }
    Ok(execution)
}

fn summaries(input: &mut Jiter<'_>) -> JiterResult<Vec<Summary>> {
    let mut summaries = Vec::new();
    let mut next = input.next_array()?;
    while next.is_some() {
        let mut summary = Summary::default();
        let mut key = input.next_object()?;
        while let Some(name) = key {
            match name {
                "jobId" => summary.job_id = text(input)?,
                "queuedAt" => summary.queued_at = integer(input)?,
                "startedAt" => summary.started_at = integer(input)?,
                "lastUpdatedAt" => summary.last_updated_at = integer(input)?,
                "versionNumber" => summary.version_number = integer(input)?,
                "executionNumber" => summary.execution_number = integer(input)?,
                _ => input.next_skip()?,
            }
            key = input.next_key()?;
        }
        summaries.push(summary);
        next = input.array_step()?;
    }
    Ok(summaries)
}

fn details(input: &mut Jiter<'_>) -> JiterResult<HashMap<String, String>> {
    let mut details = HashMap::new();
    let mut key = input.next_object()?.map(str::to_owned);
    while let Some(name) = key {
        details.insert(name, input.next_str()?.to_owned());
        key = input.next_key()?.map(str::to_owned);
    }
    Ok(details)
}

fn text(input: &mut Jiter<'_>) -> JiterResult<Option<String>> {
    if input.peek()? == Peek::Null {
        input.next_null()?;
        return Ok(None);
    }
    Ok(Some(input.next_str()?.to_owned()))
}

fn integer(input: &mut Jiter<'_>) -> JiterResult<Option<i64>> {
    if input.peek()? == Peek::Null {
        input.next_null()?;
        return Ok(None);
    }
    let NumberInt::Int(number) = input.next_int()?;
    Ok(Some(number))
}

fn status(text: &str) -> Status {
    match text {
        "QUEUED" => Status::Queued,
        "IN_PROGRESS" => Status::InProgress,
        "SUCCEEDED" => Status::Succeeded,
        "FAILED" => Status::Failed,
        "TIMED_OUT" => Status::TimedOut,
        "REJECTED" => Status::Rejected,
        "REMOVED" => Status::Removed,
        "CANCELED" => Status::Canceled,
        _ => Status::Unknown,
    }
}
