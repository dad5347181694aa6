//! The five operations, by either client.
//!
//! In: an input of the generated crate. Out: what each client makes of it. The generated crate's outputs become the
//! official SDK's types member by member, so that `==` compares them; that is also where the one known difference lies:
//! the official SDK was made from a model in which `queuedAt`, `lastUpdatedAt` and `versionNumber` default to 0, ours
//! from one in which they may be absent, so here an absent one counts as 0.

use std::collections::HashMap;
use std::fmt::Debug;
use std::future::Future;

use aws_sdk_iotjobsdataplane as theirs;
use aws_sdk_iotjobsdataplane::config::http::HttpResponse;
use aws_sdk_iotjobsdataplane::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_iotjobsdataplane::operation::RequestId;
use iot_jobs_data as ours;
use tinsmith::client::ErrorKind;

use crate::outcome::{Outcome, Refusal};

/// An input that both clients can send.
pub trait Call: Clone {
    /// The official SDK's output.
    type Output: PartialEq + Debug;

    /// Calls with the generated client.
    fn ours(self, client: &ours::Client) -> impl Future<Output = Outcome<Self::Output>>;

    /// Calls with the official one.
    fn theirs(self, client: &theirs::Client) -> impl Future<Output = Outcome<Self::Output>>;
}

/// Writes [`Call`] for an operation: how the official builder is filled from the input, how the generated output becomes
/// an official one, how an official output is told without the request's id (which only the official one holds), and
/// which errors both have (with the member that some have beside the message).
macro_rules! call {
    (
        $input:ident, $operation:ident, $output:ident, $error:ident,
        fill: |$members:ident, $builder:ident| $fill:expr,
        convert: |$ours:ident| $convert:expr,
        plain: |$theirs:ident| $plain:expr,
        errors: { $($variant:ident $(. $member:ident)?),+ $(,)? }
    ) => {
        impl Call for ours::operation::$input {
            type Output = theirs::operation::$operation::$output;

            async fn ours(self, client: &ours::Client) -> Outcome<Self::Output> {
                use ours::operation::$error as Error;

                let error = match client.send(self).await {
                    Ok($ours) => return Outcome::Output($convert),
                    Err(error) => error,
                };
                let service = match error.kind() {
                    ErrorKind::Service(service) => service,
                    ErrorKind::MissingMembers(_) | ErrorKind::Encode(_) => return Outcome::NotSent,
                    ErrorKind::Decode(_) => return Outcome::Unreadable,
                    _ => return Outcome::Failed(error.to_string()),
                };
                let mut refusal = Refusal {
                    code: error.code().map(str::to_owned),
                    message: error.message().map(str::to_owned),
                    status: error.status().map_or(0, |status| status.as_u16()),
                    request_id: error.request_id().map(str::to_owned),
                    ..Refusal::default()
                };
                match service {
                    $(Error::$variant(_error) => {
                        refusal.variant = Some(stringify!($variant));
                        $(refusal.$member = _error.$member.clone().map(Into::into);)?
                    })+
                    Error::Other(other) if !other.has_code() => refusal.code = None,
                    _ => {}
                }
                Outcome::Refused(refusal)
            }

            async fn theirs(self, client: &theirs::Client) -> Outcome<Self::Output> {
                use theirs::operation::$operation::$error as Error;

                let $members = self;
                let $builder = client.$operation();
                let error = match $fill.send().await {
                    Ok($theirs) => return Outcome::Output($plain),
                    Err(error) => error,
                };
                let mut refusal = match outcome(&error) {
                    Outcome::Refused(refusal) => refusal,
                    other => return other,
                };
                match error.as_service_error() {
                    $(Some(Error::$variant(_error)) => {
                        refusal.variant = Some(stringify!($variant));
                        $(refusal.$member = _error.$member.clone().map(Into::into);)?
                    })+
                    _ => {}
                }
                Outcome::Refused(refusal)
            }
        }
    };
}

call! {
    DescribeJobExecutionInput, describe_job_execution, DescribeJobExecutionOutput, DescribeJobExecutionError,
    fill: |input, builder| builder
        .job_id(input.job_id)
        .thing_name(input.thing_name)
        .set_include_job_document(input.include_job_document)
        .set_execution_number(input.execution_number),
    convert: |output| Self::Output::builder()
        .set_execution(output.execution.map(execution))
        .build(),
    plain: |output| Self::Output::builder().set_execution(output.execution).build(),
    errors: {
        CertificateValidationException, InvalidRequestException, ResourceNotFoundException,
        ServiceUnavailableException, TerminalStateException, ThrottlingException.payload,
    }
}

call! {
    GetPendingJobExecutionsInput, get_pending_job_executions, GetPendingJobExecutionsOutput,
    GetPendingJobExecutionsError,
    fill: |input, builder| builder.thing_name(input.thing_name),
    convert: |output| Self::Output::builder()
        .set_in_progress_jobs(output.in_progress_jobs.map(summaries))
        .set_queued_jobs(output.queued_jobs.map(summaries))
        .build(),
    plain: |output| Self::Output::builder()
        .set_in_progress_jobs(output.in_progress_jobs)
        .set_queued_jobs(output.queued_jobs)
        .build(),
    errors: {
        CertificateValidationException, InvalidRequestException, ResourceNotFoundException,
        ServiceUnavailableException, ThrottlingException.payload,
    }
}

call! {
    StartCommandExecutionInput, start_command_execution, StartCommandExecutionOutput, StartCommandExecutionError,
    fill: |input, builder| builder
        .target_arn(input.target_arn)
        .command_arn(input.command_arn)
        .set_parameters(input.parameters.map(parameters))
        .set_execution_timeout_seconds(input.execution_timeout_seconds)
        .set_client_token(input.client_token),
    convert: |output| Self::Output::builder().set_execution_id(output.execution_id).build(),
    plain: |output| Self::Output::builder().set_execution_id(output.execution_id).build(),
    errors: {
        ConflictException.resource_id, InternalServerException, ResourceNotFoundException,
        ServiceQuotaExceededException, ThrottlingException.payload, ValidationException,
    }
}

call! {
    StartNextPendingJobExecutionInput, start_next_pending_job_execution, StartNextPendingJobExecutionOutput,
    StartNextPendingJobExecutionError,
    fill: |input, builder| builder
        .thing_name(input.thing_name)
        .set_status_details(input.status_details)
        .set_step_timeout_in_minutes(input.step_timeout_in_minutes),
    convert: |output| Self::Output::builder()
        .set_execution(output.execution.map(execution))
        .build(),
    plain: |output| Self::Output::builder().set_execution(output.execution).build(),
    errors: {
        CertificateValidationException, InvalidRequestException, ResourceNotFoundException,
        ServiceUnavailableException, ThrottlingException.payload,
    }
}

call! {
    UpdateJobExecutionInput, update_job_execution, UpdateJobExecutionOutput, UpdateJobExecutionError,
    fill: |input, builder| builder
        .job_id(input.job_id)
        .thing_name(input.thing_name)
        .status(status(&input.status))
        .set_status_details(input.status_details)
        .set_step_timeout_in_minutes(input.step_timeout_in_minutes)
        .set_expected_version(input.expected_version)
        .set_include_job_execution_state(input.include_job_execution_state)
        .set_include_job_document(input.include_job_document)
        .set_execution_number(input.execution_number),
    convert: |output| Self::Output::builder()
        .set_execution_state(output.execution_state.map(state))
        .set_job_document(output.job_document)
        .build(),
    plain: |output| Self::Output::builder()
        .set_execution_state(output.execution_state)
        .set_job_document(output.job_document)
        .build(),
    errors: {
        CertificateValidationException, InvalidRequestException, InvalidStateTransitionException,
        ResourceNotFoundException, ServiceUnavailableException, ThrottlingException.payload,
    }
}

/// What came of a call that the official SDK calls an error, as far as it can be told without knowing the operation.
fn outcome<E: ProvideErrorMetadata + Debug, O>(error: &SdkError<E, HttpResponse>) -> Outcome<O> {
    match error {
        SdkError::ConstructionFailure(_) => Outcome::NotSent,
        SdkError::ResponseError(_) => Outcome::Unreadable,
        // A success that it cannot read is a service's error to it, without a name.
        SdkError::ServiceError(service) if service.raw().status().is_success() => {
            Outcome::Unreadable
        }
        SdkError::ServiceError(service) => Outcome::Refused(Refusal {
            code: error.code().map(str::to_owned),
            message: error.message().map(str::to_owned),
            status: service.raw().status().as_u16(),
            request_id: error.request_id().map(str::to_owned),
            ..Refusal::default()
        }),
        _ => Outcome::Failed(format!("{error:?}")),
    }
}

fn execution(execution: ours::types::JobExecution) -> theirs::types::JobExecution {
    theirs::types::JobExecution::builder()
        .set_job_id(execution.job_id)
        .set_thing_name(execution.thing_name)
        .set_status(execution.status.as_ref().map(status))
        .set_status_details(execution.status_details)
        .set_queued_at(execution.queued_at)
        .set_started_at(execution.started_at)
        .set_last_updated_at(execution.last_updated_at)
        .set_approximate_seconds_before_timed_out(execution.approximate_seconds_before_timed_out)
        .set_version_number(execution.version_number)
        .set_execution_number(execution.execution_number)
        .set_job_document(execution.job_document)
        .build()
}

fn state(state: ours::types::JobExecutionState) -> theirs::types::JobExecutionState {
    theirs::types::JobExecutionState::builder()
        .set_status(state.status.as_ref().map(status))
        .set_status_details(state.status_details)
        .set_version_number(state.version_number)
        .build()
}

fn summaries(
    summaries: Vec<ours::types::JobExecutionSummary>,
) -> Vec<theirs::types::JobExecutionSummary> {
    summaries.into_iter().map(summary).collect()
}

fn summary(summary: ours::types::JobExecutionSummary) -> theirs::types::JobExecutionSummary {
    theirs::types::JobExecutionSummary::builder()
        .set_job_id(summary.job_id)
        .set_queued_at(summary.queued_at)
        .set_started_at(summary.started_at)
        .set_last_updated_at(summary.last_updated_at)
        .set_version_number(summary.version_number)
        .set_execution_number(summary.execution_number)
        .build()
}

fn status(status: &ours::types::JobExecutionStatus) -> theirs::types::JobExecutionStatus {
    status.as_str().into()
}

fn parameters(
    parameters: HashMap<String, ours::types::CommandParameterValue>,
) -> HashMap<String, theirs::types::CommandParameterValue> {
    parameters
        .into_iter()
        .map(|(name, value)| (name, parameter(value)))
        .collect()
}

fn parameter(value: ours::types::CommandParameterValue) -> theirs::types::CommandParameterValue {
    theirs::types::CommandParameterValue::builder()
        .set_s(value.s)
        .set_b(value.b)
        .set_i(value.i)
        .set_l(value.l)
        .set_d(value.d)
        .set_bin(
            value
                .bin
                .map(|bytes| theirs::primitives::Blob::new(bytes.into_inner())),
        )
        .set_ul(value.ul)
        .build()
}
