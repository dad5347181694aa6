//! Stories of commands.

use iot_jobs_data::operation::StartCommandExecutionError;
use iot_jobs_data::types::CommandParameterValue;

use crate::door::Door;

const REBOOT: &str = "arn:aws:iot:eu-west-1:123456789012:command/reboot";
const TARGET: &str = "arn:aws:iot:eu-west-1:123456789012:thing/thermostat-1";

pub(crate) async fn one_token_starts_one_execution(door: impl Door) {
    let (client, clock) = door.seeded().await;
    let value = CommandParameterValue::new;
    let start = client
        .start_command_execution()
        .target_arn(TARGET)
        .command_arn(REBOOT)
        .execution_timeout_seconds(30)
        .client_token("0b1d")
        .parameters([
            ("text", value().s("größer")),
            ("truth", value().b(false)),
            ("small", value().i(i32::MIN)),
            ("large", value().l(i64::MAX)),
            ("real", value().d(0.1)),
            ("nothing", value().d(f64::NAN)),
            ("bytes", value().bin(&[0, 255])),
            ("$unsigned", value().ul(u64::MAX.to_string())),
        ]);
    let first = start.clone().send().await.unwrap().execution_id.unwrap();
    clock.advance(3_600).unwrap();
    let again = start.clone().send().await.unwrap().execution_id;
    assert_eq!(again.as_deref(), Some(&*first));

    let other = start
        .clone()
        .execution_timeout_seconds(31)
        .send()
        .await
        .unwrap_err();
    assert_eq!(other.status().unwrap(), 409);
    let Ok(StartCommandExecutionError::ConflictException(conflict)) = other.into_service_error()
    else {
        panic!("another error");
    };
    assert_eq!(conflict.resource_id.as_deref(), Some(&*first));
    assert_eq!(
        conflict.message.as_deref(),
        Some("the clientToken was used for a request with other parameters")
    );
    let second = start
        .client_token("1b1d")
        .send()
        .await
        .unwrap()
        .execution_id;
    assert_ne!(second.as_deref(), Some(&*first));
}

pub(crate) async fn a_token_is_made_for_every_call(door: impl Door) {
    let (client, _) = door.seeded().await;
    let start = client
        .start_command_execution()
        .target_arn(TARGET)
        .command_arn(REBOOT);
    let first = start.clone().send().await.unwrap().execution_id;
    let second = start.send().await.unwrap().execution_id;
    assert_ne!(first, second);
    let error = client
        .start_command_execution()
        .target_arn(TARGET)
        .command_arn("explode")
        .send()
        .await
        .unwrap_err();
    assert_eq!(error.message(), Some("there is no command explode"));
}
