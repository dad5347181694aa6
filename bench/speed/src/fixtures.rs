//! The values that all contenders work on.
//!
//! In: sizes. Out: JSON of a described job execution or of a list of them, as the service answers, and the request of an
//! update. All of it is made up.

use std::fmt::Write as _;

/// The thing of all requests.
pub(crate) const THING: &str = "sensor-gateway-0000123456";
/// The job of all requests.
pub(crate) const JOB: &str = "firmware-update-2024-11-eu-batch-0007";

/// The answer to DescribeJobExecution, of exactly so many bytes: its job document is a JSON text, quotes escaped, that
/// ends in as many letters as it takes.
pub(crate) fn description(bytes: usize) -> Vec<u8> {
    let with = |document: &str| {
        format!(
            r#"{{"execution":{{"jobId":"{JOB}","thingName":"{THING}","status":"IN_PROGRESS","statusDetails":{{"progress":"45%","phase":"downloading","bytes":"48211200","mirror":"eu-west-1a"}},"queuedAt":1732233607,"startedAt":1732233668,"lastUpdatedAt":1732234009,"approximateSecondsBeforeTimedOut":3258,"versionNumber":7,"executionNumber":1,"jobDocument":"{document}"}}}}"#
        )
    };
    let mut document = String::from(
        r#"{\"operation\":\"firmware-update\",\"version\":\"4.12.7\",\"reboot\":true,\"files\":["#,
    );
    const END: &str = r#"],\"note\":\"\"}"#;
    for file in 0.. {
        let entry = format!(
            r#"{{\"name\":\"part{file}.img\",\"url\":\"https://example.com/fw/4.12.7/part{file}.img\",\"sha256\":\"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\"}},"#
        );
        if with(&document).len() + entry.len() + END.len() > bytes {
            break;
        }
        document.push_str(&entry);
    }
    document.truncate(document.trim_end_matches(',').len());
    let missing = bytes.saturating_sub(with(&document).len() + END.len());
    let _ = write!(document, r#"],\"note\":\"{}\"}}"#, "n".repeat(missing));
    let description = with(&document).into_bytes();
    assert_eq!(
        description.len(),
        bytes,
        "such a description cannot be made"
    );
    description
}

/// The answer to GetPendingJobExecutions, with so many jobs, somewhat more than half of them queued.
pub(crate) fn pending(jobs: usize) -> Vec<u8> {
    let list = |range: std::ops::Range<usize>| {
        let items: Vec<String> = range
            .map(|i| {
                format!(
                    r#"{{"jobId":"firmware-update-2024-11-eu-batch-{i:04}","queuedAt":{},"startedAt":{},"lastUpdatedAt":{},"versionNumber":7,"executionNumber":1}}"#,
                    1_732_233_600 + i,
                    1_732_233_661 + i,
                    1_732_234_002 + i
                )
            })
            .collect();
        items.join(",")
    };
    let running = jobs * 6 / 13;
    format!(
        r#"{{"inProgressJobs":[{}],"queuedJobs":[{}]}}"#,
        list(0..running),
        list(running..jobs)
    )
    .into_bytes()
}

/// The body of the request of UpdateJobExecution.
pub(crate) const UPDATE: &str = r#"{"status":"IN_PROGRESS","statusDetails":{"progress":"45%","phase":"downloading","bytes":"48211200","mirror":"eu-west-1a"},"expectedVersion":7,"includeJobExecutionState":true}"#;

/// The parameters of StartCommandExecution: name and text.
pub(crate) fn parameters(count: usize) -> Vec<(String, String)> {
    (0..count)
        .map(|i| (format!("parameter-{i:04}"), format!("value number {i}")))
        .collect()
}

/// The answer to StartCommandExecution.
pub(crate) const STARTED: &str = r#"{"executionId":"3f1c7a52-8d0e-4b6a-9c55-0d6f2b7e9a11"}"#;
