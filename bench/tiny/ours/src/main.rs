//! One DescribeJobExecution with the generated client.

use iot_jobs_data::Client;
use iot_jobs_data::client::Config;
use iot_jobs_data::tinsmith::credentials::Credentials;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let config = Config::builder()
            .region("eu-west-1")
            .credentials(Credentials::new("AKIDEXAMPLE", "made-up"));
        let client = Client::new(config.build()?);
        let output = client
            .describe_job_execution()
            .thing_name("lamp-7")
            .job_id("$next")
            .send()
            .await?;
        println!("{:?}", output.execution);
        Ok(())
    })
}
