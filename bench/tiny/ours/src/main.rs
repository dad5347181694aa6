//! One DescribeJobExecution with the generated client.

use iot_jobs_data::Client;
use iot_jobs_data::client::Config;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let url = "https://data.jobs.iot.eu-west-1.amazonaws.com";
        let client = Client::new(Config::builder().endpoint_url(url).build()?);
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
