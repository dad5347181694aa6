//! One DescribeJobExecution with the official SDK.

use aws_sdk_iotjobsdataplane::Client;
use aws_sdk_iotjobsdataplane::config::{BehaviorVersion, Config, Credentials, Region};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let config = Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new("eu-west-1"))
            .credentials_provider(Credentials::new(
                "AKIDEXAMPLE",
                "made-up",
                None,
                None,
                "tiny",
            ));
        let client = Client::from_conf(config.build());
        let output = client
            .describe_job_execution()
            .thing_name("lamp-7")
            .job_id("$next")
            .send()
            .await?;
        println!("{:?}", output.execution());
        Ok(())
    })
}
