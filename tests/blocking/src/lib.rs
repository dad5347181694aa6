//! A blocking call: the pure core of a generated client, and a blocking HTTP library.
//!
//! In: an input, and who sends it where. Out: its output. There is no async runtime, no thread and no transport of ours:
//! the core makes a request of the input and an output of the response, and what happens between them is this file's.

use std::error::Error;
use std::time::SystemTime;
use tinsmith::ByteStream;
use tinsmith::client::{Endpoint, Operation};
use tinsmith::credentials::Credentials;
use tinsmith::http::{Request, Response};
use tinsmith::sigv4::{Payload, Scope, Signer, SigningParams};

/// Who sends requests, and where.
#[derive(Debug)]
pub struct Caller {
    /// Where they go.
    pub endpoint: Endpoint,
    /// What signatures are made for.
    pub region: String,
    /// Who signs.
    pub credentials: Credentials,
    /// Keeps the key of the day.
    pub signer: Signer,
}

impl Caller {
    /// Sends an input of AWS IoT Jobs, and waits for its output.
    ///
    /// # Errors
    ///
    /// The operation's error, or whatever stood in the way.
    pub fn call<O: Operation>(&self, input: O) -> Result<O::Output, Box<dyn Error>> {
        let request = self.sign(input.encode_request(&self.endpoint)?)?;
        let response = exchange(request)?;
        Ok(O::decode_response(response)?)
    }

    fn sign(&self, request: Request<ByteStream>) -> Result<Request<ByteStream>, Box<dyn Error>> {
        let (mut head, body) = request.into_parts();
        let scope = Scope {
            region: &self.region,
            service: "iot-jobs-data",
        };
        let params = SigningParams::new(&self.credentials, scope, SystemTime::now());
        let payload = Payload::of(&head, &body, false)?;
        self.signer.sign(&mut head, payload, &params)?;
        Ok(Request::from_parts(head, body))
    }
}

/// One request and its response, whatever its status.
fn exchange(request: Request<ByteStream>) -> Result<Response<ByteStream>, Box<dyn Error>> {
    let agent = ureq::Agent::new_with_config(
        ureq::Agent::config_builder()
            .http_status_as_error(false)
            .build(),
    );
    let (head, body) = request.into_parts();
    // Inputs of this service don't stream.
    let body = body.in_memory().cloned().unwrap_or_default();
    let mut response = if body.is_empty() {
        agent.run(Request::from_parts(head, ()))?
    } else {
        agent.run(Request::from_parts(head, &*body))?
    };
    let body = response.body_mut().read_to_vec()?;
    Ok(response.map(|_| body.into()))
}
