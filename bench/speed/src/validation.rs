//! Validation of an input of UpdateJobExecution.
//!
//! In: a good input, as most are. Out: the row `validation`.

use iot_jobs_data::Validate;
use iot_jobs_data::operation::UpdateJobExecutionInput;
use iot_jobs_data::types::JobExecutionStatus;

use crate::checks;
use crate::derived::Update;
use crate::fixtures::{JOB, THING, UPDATE};
use crate::measure::Case;

/// The rows.
pub(crate) const ROWS: &[&str] = &["validation"];

/// The cases.
pub(crate) fn cases() -> Vec<Case> {
    let update: Update = serde_json::from_str(UPDATE).expect("a constant");
    let details = update.status_details.expect("a constant");
    let input = UpdateJobExecutionInput::new(JOB, JobExecutionStatus::InProgress, THING)
        .status_details(details.clone());
    let (by_regex, by_hand) = (details.clone(), details);
    vec![
        Case::new("validation", "ours", move || input.validate().is_ok()),
        Case::new("validation", "by hand with regex", move || {
            checks::by_regex(THING, JOB, Some(&by_regex)).is_ok()
        }),
        Case::new("validation", "by hand, bytes compared", move || {
            checks::by_hand(THING, JOB, Some(&by_hand)).is_ok()
        }),
    ]
}
