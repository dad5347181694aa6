//! moto's server, an implementation of AWS's services that is not ours, driven by generated clients.
//!
//! In: botocore's models of three services, one per protocol, with their pages and waiters; the tests below `tests/moto`.
//! Out: whether these pass against a server of this machine. What is generated stays below `target/moto`.

use std::fs;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use tinsmith_codegen::generate;
use tinsmith_codegen::settings::{Runtime, Setting, Settings, Sides};

use crate::process::{cargo, run};
use crate::steps::Outcome;
use crate::{models, python, workspace};

/// The services, each with the operations that the tests call.
const SERVICES: [(&str, &[&str]); 3] = [
    (
        "iot",
        &["CreateThing", "DeleteThing", "DescribeThing", "ListThings"],
    ),
    (
        "dynamodb",
        &[
            "CreateTable",
            "DeleteItem",
            "DeleteTable",
            "DescribeTable",
            "GetItem",
            "ListTables",
            "PutItem",
            "Query",
            "Scan",
        ],
    ),
    (
        "ssm",
        &[
            "DeleteParameter",
            "DescribeParameters",
            "GetParameter",
            "GetParametersByPath",
            "PutParameter",
        ],
    ),
];

/// The package of the tests.
const TESTS: &str = "moto-tests";

/// How long the server may take to start: it imports most of itself first.
const START: Duration = Duration::from_secs(60);

/// Generates the clients, starts the server, and runs the tests.
pub(crate) fn check() -> Result<Outcome> {
    let (Some(models), Some(interpreter)) = (python::botocore_models()?, python::moto()?) else {
        return Ok(Outcome::Skipped(
            "python3 is not on this machine".to_owned(),
        ));
    };
    let folder = workspace::target("moto");
    fs::create_dir_all(&folder)?;
    for (service, operations) in SERVICES {
        generate_into(&models, service, operations, &folder.join(service))?;
    }
    copy_tests(&folder.join(TESTS))?;
    let members: Vec<&str> = SERVICES.iter().map(|(service, _)| *service).collect();
    models::write_workspace(&folder, &[members.as_slice(), &[TESTS]].concat())?;
    let server = Server::start(&interpreter)?;
    run(
        cargo(&["test", "--quiet", "--no-fail-fast", "--package", TESTS])
            .current_dir(&folder)
            .env("CARGO_TARGET_DIR", folder.join("target"))
            .env("RUSTFLAGS", "--deny warnings")
            .env("MOTO", format!("http://127.0.0.1:{}", server.port)),
    )?;
    Ok(Outcome::Passed)
}

/// A client of these operations alone: nobody else's are compiled.
fn generate_into(models: &Path, service: &str, operations: &[&str], out: &Path) -> Result<()> {
    let sources = models::sources(models, service)?;
    let mut settings = Settings::new(service);
    settings.runtime = Runtime::Path(workspace::path("runtime").display().to_string());
    settings.operations = Some(operations.iter().copied().map(Setting::unplaced).collect());
    settings.sides = Sides {
        client: true,
        server: false,
    };
    match generate(&sources, &settings) {
        Ok(generated) => generated.files.write(out)?,
        Err(diagnostics) => bail!("{service}:\n{}", diagnostics.render(&sources, false)),
    };
    Ok(())
}

/// The tests, beside the crates that they use.
fn copy_tests(to: &Path) -> Result<()> {
    let from = workspace::path("tests/moto");
    for (file, copy) in [
        ("Cargo.toml.in", "Cargo.toml"),
        ("src/lib.rs", "src/lib.rs"),
        ("tests/dynamodb.rs", "tests/dynamodb.rs"),
        ("tests/iot.rs", "tests/iot.rs"),
        ("tests/ssm.rs", "tests/ssm.rs"),
    ] {
        let copy = to.join(copy);
        fs::create_dir_all(copy.parent().context("a folder")?)?;
        fs::copy(from.join(file), copy).with_context(|| format!("cannot copy {file}"))?;
    }
    Ok(())
}

/// The server, which ends with this.
struct Server {
    process: Child,
    port: u16,
}

impl Server {
    fn start(interpreter: &Path) -> Result<Self> {
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?
            .local_addr()?
            .port();
        let process = Command::new(interpreter)
            .args(["-m", "moto.server", "--host", "127.0.0.1", "--port"])
            .arg(port.to_string())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .context("cannot start moto's server")?;
        let mut server = Self { process, port };
        let start = Instant::now();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            if let Some(status) = server.process.try_wait()? {
                bail!("moto's server ended with {status}");
            }
            if start.elapsed() > START {
                bail!("moto's server does not listen after {START:?}");
            }
            thread::sleep(Duration::from_millis(100));
        }
        Ok(server)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}
