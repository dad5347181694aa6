//! The generated server.

use iot_jobs_data::operation::{
    UpdateJobExecutionError, UpdateJobExecutionInput, UpdateJobExecutionOutput,
};
use iot_jobs_data::server::{Context, IotJobsDataPlane, Server};
use iot_jobs_data::types::JobExecutionState;

pub(crate) struct Backend;

impl IotJobsDataPlane for Backend {
    async fn update_job_execution(
        &self,
        input: UpdateJobExecutionInput,
        _: Context,
    ) -> Result<UpdateJobExecutionOutput, UpdateJobExecutionError> {
        let mut state = JobExecutionState::new().status(input.status);
        state.status_details = input.status_details;
        state.version_number = input.expected_version.map(|version| version + 1);
        Ok(UpdateJobExecutionOutput::new().execution_state(state))
    }
}

pub(crate) fn service() -> Server<Backend> {
    Server::new(Backend)
}
