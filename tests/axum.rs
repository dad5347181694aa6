//! The generated server as a service of axum, and called by the generated client over a socket.

use axum::Router;
use iot_jobs_data::Client;
use iot_jobs_data::client::Config;
use iot_jobs_data::operation::{
    GetPendingJobExecutionsError, GetPendingJobExecutionsInput, GetPendingJobExecutionsOutput,
};
use iot_jobs_data::server::{Context, IotJobsDataPlane, Server};
use iot_jobs_data::types::JobExecutionSummary;
use tokio::net::TcpListener;

struct Backend;

impl IotJobsDataPlane for Backend {
    async fn get_pending_job_executions(
        &self,
        input: GetPendingJobExecutionsInput,
        _: Context,
    ) -> Result<GetPendingJobExecutionsOutput, GetPendingJobExecutionsError> {
        let job = JobExecutionSummary::new().job_id(input.thing_name);
        Ok(GetPendingJobExecutionsOutput::new().queued_jobs([job]))
    }
}

#[tokio::test]
async fn runs_under_axum_as_it_is() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let app = Router::new()
        .route("/health", axum::routing::get(|| async { "well" }))
        .fallback_service(Server::new(Backend));
    tokio::spawn(async { axum::serve(listener, app).await });

    let config = Config::builder()
        .endpoint_url(format!("http://{address}"))
        .no_auth()
        .build()
        .expect("a configuration");
    let output = Client::new(config)
        .get_pending_job_executions()
        .thing_name("lamp")
        .send()
        .await
        .expect("an answer");
    let jobs = output.queued_jobs.expect("jobs");
    assert_eq!(jobs[0].job_id.as_deref(), Some("lamp"));
}
