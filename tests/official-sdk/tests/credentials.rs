//! The official chain of credentials signs the generated client's requests.
//!
//! In: a profile whose credentials a program prints, which the runtime's own providers leave to the official chain. Out:
//! whether a request is signed with them. The chain reads its process's environment, so it runs in a process of its own.

use std::process::Command;
use std::sync::{Arc, Mutex};

use aws_config::BehaviorVersion;
use iot_jobs_data::Client;
use iot_jobs_data::client::Config;
use iot_jobs_data::tinsmith::ByteStream;
use iot_jobs_data::tinsmith::client::{Transport, TransportError, TransportFuture};
use iot_jobs_data::tinsmith::credentials::AwsConfigCredentials;
use iot_jobs_data::tinsmith::http::Request;

/// Keeps the header that says who signed.
#[derive(Clone, Default)]
struct Keep(Arc<Mutex<Option<String>>>);

impl Transport for Keep {
    fn send(&self, request: Request<ByteStream>) -> TransportFuture {
        let header = request.headers().get("authorization");
        let header = header.and_then(|value| value.to_str().ok());
        *self.0.lock().expect("no thread has panicked") = header.map(str::to_owned);
        Box::pin(async { Err(TransportError::new("nobody is there")) })
    }
}

/// Who signs a request of a client with these settings; what went wrong, if nothing was sent.
async fn signed_by(config: iot_jobs_data::client::ConfigBuilder) -> Result<String, String> {
    let kept = Keep::default();
    let config = config
        .transport(kept.clone())
        .build()
        .map_err(|error| error.to_string())?;
    let call = Client::new(config)
        .describe_job_execution()
        .thing_name("t")
        .job_id("j");
    let error = call.send().await.expect_err("nobody answers").to_string();
    let header = kept.0.lock().expect("no thread has panicked").take();
    let header = header.ok_or(error)?;
    let (_, credential) = header.split_once("Credential=").ok_or("no credential")?;
    Ok(credential.split('/').next().unwrap_or_default().to_owned())
}

/// Runs in the process that [`the_official_chain_signs`] starts.
#[tokio::test]
#[ignore = "needs the environment that the other test makes"]
async fn in_a_process_of_its_own() {
    let shared = aws_config::defaults(BehaviorVersion::latest())
        .http_client(aws_smithy_http_client::Builder::new().build_http())
        .load()
        .await;
    let provider = shared
        .credentials_provider()
        .expect("there is one by default");
    let region = shared
        .region()
        .expect("the profile has a region")
        .to_string();
    let config = Config::builder()
        .region(region)
        .credentials(AwsConfigCredentials::new(provider));
    assert_eq!(signed_by(config).await.as_deref(), Ok("AKIDOFAPROGRAM"));
    // Without the official chain the profile is refused, and the way out is named.
    let error = signed_by(Config::from_environment())
        .await
        .expect_err("it is refused");
    assert!(
        error.contains("credential_process") && error.contains("aws-config"),
        "{error}"
    );
}

#[test]
fn the_official_chain_signs() {
    let folder = std::env::temp_dir().join(format!("tinsmith-official-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let (config, printed) = (folder.join("config"), folder.join("printed.json"));
    let json = r#"{"Version": 1, "AccessKeyId": "AKIDOFAPROGRAM", "SecretAccessKey": "x", "SessionToken": "y", "Expiration": "2099-01-01T00:00:00Z"}"#;
    std::fs::write(&printed, json).expect("a file");
    let profile = format!(
        "[default]\nregion = eu-central-1\ncredential_process = cat {}\n",
        printed.display()
    );
    std::fs::write(&config, profile).expect("a file");
    let output = Command::new(std::env::current_exe().expect("this test"))
        .args(["--ignored", "--exact", "in_a_process_of_its_own"])
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("AWS_CONFIG_FILE", &config)
        .env("AWS_SHARED_CREDENTIALS_FILE", folder.join("none"))
        .env("AWS_EC2_METADATA_DISABLED", "true")
        .output()
        .expect("this test can be started");
    let said = String::from_utf8_lossy(&output.stdout);
    // A name that no test has would be a success, too.
    assert!(
        output.status.success() && said.contains("1 passed"),
        "{said}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    std::fs::remove_dir_all(&folder).expect("the folder is ours");
}
