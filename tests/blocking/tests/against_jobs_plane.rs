//! The example against a jobs plane that takes signed requests alone.

#![allow(clippy::unwrap_used)]

use blocking_call::Caller;
use iot_jobs_data::operation::{DescribeJobExecutionInput, UpdateJobExecutionInput};
use iot_jobs_data::types::JobExecutionStatus;
use jobs_plane::clock::Clock;
use jobs_plane::plane::JobsPlane;
use jobs_plane::{seed, serve};
use std::net::SocketAddr;
use std::process::Command;
use std::sync::{Arc, mpsc};
use tinsmith::credentials::Credentials;
use tinsmith::sigv4::Signer;
use tokio::net::TcpListener;

/// Where a jobs plane listens, on a thread of its own.
fn plane() -> SocketAddr {
    let (tell, told) = mpsc::channel();
    std::thread::spawn(move || {
        let clock = Clock::manual();
        let store = seed::parse(include_str!("../../jobs-plane/seed.json"), clock.now());
        let plane = JobsPlane::new(store.unwrap(), Arc::new(clock));
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_io()
            .build();
        runtime.unwrap().block_on(async {
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            tell.send(listener.local_addr().unwrap()).unwrap();
            let keys = [(
                "AKIDEXAMPLE".to_owned(),
                Credentials::new("AKIDEXAMPLE", "hush"),
            )];
            serve::serve_signed(listener, plane, keys.into()).await
        })
    });
    told.recv().unwrap()
}

fn caller(address: SocketAddr, secret: &str) -> Caller {
    Caller {
        endpoint: format!("http://{address}").parse().unwrap(),
        region: "eu-west-1".to_owned(),
        credentials: Credentials::new("AKIDEXAMPLE", secret),
        signer: Signer::new(),
    }
}

#[test]
fn calls_block_and_come_back() {
    let caller = caller(plane(), "hush");
    let describe = || DescribeJobExecutionInput::new("rotate-keys", "thermostat-1");
    let output = caller.call(describe()).unwrap();
    let execution = output.execution.unwrap();
    assert_eq!(execution.job_id.as_deref(), Some("rotate-keys"));
    let status = JobExecutionStatus::InProgress;
    let update = UpdateJobExecutionInput::new("rotate-keys", status.clone(), "thermostat-1");
    caller.call(update).unwrap();
    let execution = caller.call(describe()).unwrap().execution.unwrap();
    assert_eq!(execution.status, Some(status));
}

#[test]
fn errors_come_back_too() {
    let address = plane();
    let nothing = DescribeJobExecutionInput::new("nothing", "thermostat-1");
    let error = caller(address, "hush").call(nothing).unwrap_err();
    assert!(
        error.to_string().contains("ResourceNotFoundException"),
        "{error}"
    );
    let describe = DescribeJobExecutionInput::new("rotate-keys", "thermostat-1");
    let error = caller(address, "wrong").call(describe).unwrap_err();
    assert!(error.to_string().contains("SignatureException"), "{error}");
}

/// With the default transport off, no runtime is left in what the example is made of.
#[test]
fn no_runtime_is_compiled() {
    let output = Command::new(env!("CARGO"))
        .args([
            "tree",
            "--locked",
            "--offline",
            "--edges",
            "normal",
            "--prefix",
            "none",
        ])
        .args(["--package", env!("CARGO_PKG_NAME")])
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let tree = String::from_utf8(output.stdout).unwrap();
    assert!(tree.contains("ureq "), "{tree}");
    for runtime in ["tokio", "hyper", "futures", "mio", "async-std"] {
        let found = tree.lines().find(|line| line.starts_with(runtime));
        assert_eq!(found, None, "{tree}");
    }
}
