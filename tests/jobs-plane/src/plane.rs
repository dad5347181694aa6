//! The jobs plane: the generated server's trait, implemented over the [`Store`].
//!
//! In: validated inputs of the five operations. Out: their outputs, or errors that each models. What the model can
//! say (lengths, patterns, what is required) has been checked before; what only its documentation says is checked here.
//! The rules themselves are the store's.

mod answer;
mod refusal;
mod request;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use iot_jobs_data::operation::{
    DescribeJobExecutionError, DescribeJobExecutionInput, DescribeJobExecutionOutput,
    GetPendingJobExecutionsError, GetPendingJobExecutionsInput, GetPendingJobExecutionsOutput,
    StartCommandExecutionError, StartCommandExecutionInput, StartCommandExecutionOutput,
    StartNextPendingJobExecutionError, StartNextPendingJobExecutionInput,
    StartNextPendingJobExecutionOutput, UpdateJobExecutionError, UpdateJobExecutionInput,
    UpdateJobExecutionOutput,
};
use iot_jobs_data::server::{Context, IotJobsDataPlane};

use crate::clock::Clock;
use crate::fault::Faults;
use crate::store::{Status, StepTimer, Store};

pub use refusal::{ParseVersionMismatchError, VersionMismatch};

/// The job id that means the next pending execution.
const NEXT: &str = "$next";

/// A jobs plane in memory. Give it to [`Server`](iot_jobs_data::server::Server) to have it answer requests.
#[derive(Debug)]
pub struct JobsPlane {
    store: Mutex<Store>,
    clock: Arc<Clock>,
    faults: Faults,
    version_mismatch: VersionMismatch,
}

impl JobsPlane {
    /// A jobs plane with this content, whose timers read this clock.
    pub fn new(store: Store, clock: Arc<Clock>) -> Self {
        Self {
            store: Mutex::new(store),
            clock,
            faults: Faults::default(),
            version_mismatch: VersionMismatch::default(),
        }
    }

    /// The same with errors on demand.
    pub fn faults(mut self, faults: Faults) -> Self {
        self.faults = faults;
        self
    }

    /// The same with another error for an `expectedVersion` that is not the version.
    pub fn version_mismatch(mut self, error: VersionMismatch) -> Self {
        self.version_mismatch = error;
        self
    }

    /// The clock that the timers read.
    pub fn clock(&self) -> &Arc<Clock> {
        &self.clock
    }

    /// The store. A call that panicked has not left it half changed: each change is made at its end.
    fn store(&self) -> MutexGuard<'_, Store> {
        self.store.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl IotJobsDataPlane for JobsPlane {
    /// With `$next` the answer is what StartNextPendingJobExecution would return, which may be nothing, and an execution
    /// number is not looked at.
    async fn describe_job_execution(
        &self,
        input: DescribeJobExecutionInput,
        _: Context,
    ) -> Result<DescribeJobExecutionOutput, DescribeJobExecutionError> {
        self.faults.check::<DescribeJobExecutionError>()?;
        let now = self.clock.now();
        let thing = &input.thing_name;
        let mut store = self.store();
        let execution = if input.job_id == NEXT {
            store.next(thing, now)?
        } else {
            Some(store.describe(thing, &input.job_id, input.execution_number, now)?)
        };
        let mut output = DescribeJobExecutionOutput::new();
        output.execution = execution.map(|execution| {
            let mut described = answer::execution(thing, execution, now);
            if input.include_job_document == Some(false) {
                described.job_document = None;
            }
            described
        });
        Ok(output)
    }

    async fn get_pending_job_executions(
        &self,
        input: GetPendingJobExecutionsInput,
        _: Context,
    ) -> Result<GetPendingJobExecutionsOutput, GetPendingJobExecutionsError> {
        self.faults.check::<GetPendingJobExecutionsError>()?;
        let mut store = self.store();
        let (queued, in_progress): (Vec<_>, Vec<_>) = store
            .pending(&input.thing_name, self.clock.now())?
            .partition(|execution| execution.status == Status::Queued);
        Ok(GetPendingJobExecutionsOutput::new()
            .in_progress_jobs(in_progress.into_iter().map(answer::summary))
            .queued_jobs(queued.into_iter().map(answer::summary)))
    }

    async fn start_next_pending_job_execution(
        &self,
        input: StartNextPendingJobExecutionInput,
        _: Context,
    ) -> Result<StartNextPendingJobExecutionOutput, StartNextPendingJobExecutionError> {
        self.faults.check::<StartNextPendingJobExecutionError>()?;
        let step_timer = StepTimer::for_start(input.step_timeout_in_minutes)?;
        let details = input.status_details.map(request::details).transpose()?;
        let now = self.clock.now();
        let mut store = self.store();
        let started = store.start_next(&input.thing_name, details, step_timer, now)?;
        let mut output = StartNextPendingJobExecutionOutput::new();
        output.execution =
            started.map(|execution| answer::execution(&input.thing_name, execution, now));
        Ok(output)
    }

    async fn update_job_execution(
        &self,
        input: UpdateJobExecutionInput,
        _: Context,
    ) -> Result<UpdateJobExecutionOutput, UpdateJobExecutionError> {
        self.faults.check::<UpdateJobExecutionError>()?;
        let report = request::report(
            input.status,
            input.status_details,
            input.step_timeout_in_minutes,
        )?;
        let mut store = self.store();
        let updated = store
            .update(
                &input.thing_name,
                &input.job_id,
                input.execution_number,
                input.expected_version,
                report,
                self.clock.now(),
            )
            .map_err(|refusal| self.version_mismatch.error(refusal))?;
        let mut output = UpdateJobExecutionOutput::new();
        if input.include_job_execution_state == Some(true) {
            output = output.execution_state(answer::state(updated));
        }
        if input.include_job_document == Some(true) {
            output = output.job_document(updated.job.document.as_str());
        }
        Ok(output)
    }

    async fn start_command_execution(
        &self,
        input: StartCommandExecutionInput,
        _: Context,
    ) -> Result<StartCommandExecutionOutput, StartCommandExecutionError> {
        self.faults.check::<StartCommandExecutionError>()?;
        let token = input.client_token.clone();
        let request = request::command(input);
        let mut store = self.store();
        let id = store.start_command(token.as_deref(), request, self.clock.now())?;
        Ok(StartCommandExecutionOutput::new().execution_id(id))
    }
}
