//! Requests that one makes and another sends, in memory: a server that answers nobody who isn't allowed to ask.

use std::time::{Duration, SystemTime};

use iot_jobs_data::Client;
use iot_jobs_data::client::{Config, ErrorKind, PresignedRequest};
use iot_jobs_data::operation::DescribeJobExecutionInput;
use iot_jobs_data::server::Server;
use iot_jobs_data::types::JobExecutionStatus;
use jobs_plane::plane::JobsPlane;
use tinsmith::ByteStream;
use tinsmith::client::{Clock, Sleep, StandardRetries, Timer, Transport};
use tinsmith::credentials::Credentials;
use tinsmith::http::{Response, StatusCode};
use tinsmith::server::sigv4::{Identity, RequireSigV4, Verified};
use tower_layer::Layer;

use crate::door::plane;

const MINUTE: Duration = Duration::from_secs(60);

fn credentials() -> Credentials {
    Credentials::new("AKIDSTORIES", "secret/of+nobody").with_session("token/of+nobody==", None)
}

type Guarded = Verified<Server<JobsPlane>, Credentials>;

/// A server, and a client that could ask it.
fn pair() -> (Guarded, Client) {
    let server = RequireSigV4::new(credentials()).layer(Server::new(plane()));
    let client = client(credentials(), server.clone());
    (server, client)
}

fn client(credentials: Credentials, server: Guarded) -> Client {
    let config = Config::builder()
        .endpoint_url("http://in.memory")
        .region("eu-west-1")
        .credentials(credentials)
        .transport(server);
    Client::new(config.build().unwrap())
}

async fn send(server: &Guarded, request: PresignedRequest) -> (StatusCode, String) {
    let response: Response<ByteStream> = server.send(request.into_request()).await.unwrap();
    let (head, body) = response.into_parts();
    let body = body.collect(10_000).await.unwrap();
    (head.status, String::from_utf8(body.to_vec()).unwrap())
}

#[tokio::test]
async fn whoever_has_the_request_can_send_it() {
    let (server, client) = pair();
    let call = client.describe_job_execution().thing_name("thermostat-1");
    let input = call.job_id("$next").build().unwrap();
    let request = client.presign(input, MINUTE).await.unwrap();
    assert_eq!(request.method(), "GET");
    assert_eq!(request.headers().len(), 1);
    assert!(request.headers().contains_key("host"));
    let url = request.uri().to_string();
    assert!(
        url.starts_with("http://in.memory/things/thermostat-1/jobs/%24next?X-Amz-Algorithm="),
        "{url}"
    );
    let shown = format!("{request:?}");
    assert!(
        !shown.contains("Signature") && !shown.contains("token"),
        "{shown}"
    );
    let (status, body) = send(&server, request).await;
    assert_eq!(status, StatusCode::OK);
    assert!(body.contains(r#""jobId":"firmware-2_1""#), "{body}");

    // With a body, that is to be sent along, as is what says its type.
    let call = client.update_job_execution().thing_name("thermostat-1");
    let call = call.job_id("firmware-2_1");
    let call = call.status(JobExecutionStatus::InProgress);
    let request = client.presign(call.build().unwrap(), MINUTE).await.unwrap();
    assert_eq!(request.headers()["content-type"], "application/json");
    assert_eq!(send(&server, request).await.0, StatusCode::OK);
}

#[tokio::test]
async fn what_cannot_be_presigned_is_told() {
    let (server, client) = pair();
    for expires_in in [Duration::ZERO, Duration::from_secs(604_801)] {
        let input = DescribeJobExecutionInput::new("b", "a");
        let error = client.presign(input, expires_in).await.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Auth(_)), "{error}");
        assert!(error.to_string().contains("`expires_in`"), "{error}");
    }
    // What the call says of a member that is not set goes the same way.
    let incomplete = async |client: &Client| {
        let input = client.describe_job_execution().thing_name("a").build()?;
        client.presign(input, MINUTE).await
    };
    let error = incomplete(&client).await.unwrap_err();
    assert!(error.to_string().contains("job_id"), "{error}");
    let nobody = Config::builder()
        .endpoint_url("http://in.memory")
        .region("eu-west-1")
        .no_auth()
        .transport(server);
    let nobody = Client::new(nobody.build().unwrap());
    let input = DescribeJobExecutionInput::new("b", "a");
    let error = nobody.presign(input, MINUTE).await.unwrap_err();
    assert!(error.to_string().contains("`credentials`"), "{error}");
}

/// A clock that stood still some time ago, or goes ahead.
struct Shifted(i64);

impl Clock for Shifted {
    fn now(&self) -> SystemTime {
        let shift = Duration::from_secs(self.0.unsigned_abs());
        match self.0 < 0 {
            true => SystemTime::now() - shift,
            false => SystemTime::now() + shift,
        }
    }
}

#[tokio::test]
async fn requests_expire() {
    let (server, _) = pair();
    for (shift, status) in [(-59, StatusCode::OK), (-61, StatusCode::FORBIDDEN)] {
        let config = Config::builder()
            .endpoint_url("http://in.memory")
            .region("eu-west-1")
            .credentials(credentials())
            .clock(Shifted(shift))
            .transport(server.clone());
        let client = Client::new(config.build().unwrap());
        let call = client.describe_job_execution().thing_name("thermostat-1");
        let input = call.job_id("$next").build().unwrap();
        let request = client.presign(input, MINUTE).await.unwrap();
        assert_eq!(send(&server, request).await.0, status, "{shift}");
    }
}

/// A timer that has no patience.
struct AtOnce;

impl Timer for AtOnce {
    fn sleep(&self, _: Duration) -> Sleep {
        Box::pin(std::future::ready(()))
    }
}

/// A client whose clock is wrong by hours learns the time from the first refusal, and asks again.
#[tokio::test]
async fn clocks_are_corrected_by_the_server() {
    for shift in [-7_200, 7_200] {
        let (server, _) = pair();
        let config = Config::builder()
            .endpoint_url("http://in.memory")
            .region("eu-west-1")
            .credentials(credentials())
            .clock(Shifted(shift))
            .retries(StandardRetries::new())
            .timer(AtOnce)
            .no_timeout()
            .transport(server);
        let client = Client::new(config.build().unwrap());
        let call = client.describe_job_execution().thing_name("thermostat-1");
        let output = call.job_id("$next").send().await.unwrap();
        let execution = output.execution.unwrap();
        assert_eq!(execution.job_id.as_deref(), Some("firmware-2_1"), "{shift}");
    }
}

/// Handlers see who signed.
#[tokio::test]
async fn handlers_know_who_asks() {
    use iot_jobs_data::operation::{
        GetPendingJobExecutionsError, GetPendingJobExecutionsInput, GetPendingJobExecutionsOutput,
    };
    use iot_jobs_data::server::{Context, IotJobsDataPlane};
    use iot_jobs_data::types::JobExecutionSummary;

    struct Backend;

    impl IotJobsDataPlane for Backend {
        async fn get_pending_job_executions(
            &self,
            _: GetPendingJobExecutionsInput,
            context: Context,
        ) -> Result<GetPendingJobExecutionsOutput, GetPendingJobExecutionsError> {
            let identity = context.extensions().get::<Identity>().unwrap();
            let text = format!("{} {}", identity.access_key_id(), identity.region());
            let job = JobExecutionSummary::new().job_id(text);
            Ok(GetPendingJobExecutionsOutput::new().queued_jobs([job]))
        }
    }

    let server = RequireSigV4::new(credentials()).layer(Server::new(Backend));
    let config = Config::builder()
        .endpoint_url("http://in.memory")
        .region("eu-west-1")
        .credentials(credentials())
        .transport(server);
    let client = Client::new(config.build().unwrap());
    let call = client.get_pending_job_executions().thing_name("lamp");
    let jobs = call.send().await.unwrap().queued_jobs.unwrap();
    assert_eq!(jobs[0].job_id.as_deref(), Some("AKIDSTORIES eu-west-1"));
}
