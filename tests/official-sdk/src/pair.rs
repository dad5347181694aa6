//! Both clients over replayed answers.
//!
//! In: an input. Out: what each sent and what each made of the answer.

use aws_sdk_iotjobsdataplane as theirs;
use iot_jobs_data as ours;
use tinsmith::client::IdempotencyTokens;

use crate::call::Call;
use crate::official;
use crate::outcome::Outcome;
use crate::replay::{Answer, Replay, Sent};

/// The idempotency token of both clients, where an input has none.
pub const TOKEN: &str = "00000000-0000-4000-8000-000000000000";

/// The generated and the official client, each over a transport that gives the same answer.
pub struct Pair {
    ours: ours::Client,
    our_replay: Replay,
    theirs: theirs::Client,
    their_replay: Replay,
}

struct FixedToken;

impl IdempotencyTokens for FixedToken {
    fn token(&self) -> String {
        TOKEN.to_owned()
    }
}

impl Pair {
    /// Both clients for an endpoint, and what it answers.
    ///
    /// # Errors
    ///
    /// The endpoint is no URL.
    pub fn new(endpoint: &str, answer: &Answer) -> Result<Self, tinsmith::client::ConfigError> {
        let our_replay = Replay::new(answer.clone());
        let their_replay = Replay::new(answer.clone());
        let config = ours::client::Config::builder()
            .endpoint_url(endpoint)
            .no_auth()
            .transport(our_replay.clone())
            .idempotency_tokens(FixedToken)
            .build()?;
        let their_config = official::config(endpoint)
            .idempotency_token_provider(TOKEN)
            .http_client(their_replay.clone())
            .build();
        Ok(Self {
            ours: ours::Client::new(config),
            our_replay,
            theirs: theirs::Client::from_conf(their_config),
            their_replay,
        })
    }

    /// What each client sends for an input: ours first. A client that refuses it sends nothing.
    pub async fn send<C: Call>(&self, input: C) -> (Vec<Sent>, Vec<Sent>) {
        self.call(input).await;
        (self.our_replay.take(), self.their_replay.take())
    }

    /// What each client makes of the answer to an input: ours first.
    pub async fn call<C: Call>(&self, input: C) -> (Outcome<C::Output>, Outcome<C::Output>) {
        let ours = input.clone().ours(&self.ours).await;
        let theirs = input.theirs(&self.theirs).await;
        (ours, theirs)
    }
}
