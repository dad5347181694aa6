//! A service of one operation for tests, written as the generator writes one, and a transport that answers from a script.

#![allow(
    clippy::unwrap_used,
    dead_code,
    unreachable_pub,
    reason = "what macros write is for users"
)]

use super::pages::{Itemized, Paginated, token};
use super::{Client, Config, ConfigBuilder, ServiceSchema, Transport, TransportFuture};
use crate::byte_stream::ByteStream;
use crate::error::OtherError;
use crate::generated::{
    AwsJson1_1, Content, EncodeError, Member, OperationSchema, Reader, RequestEncoder, Schema,
    Structure, Writer, operation_error, service_error, structure,
};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

static SERVICE: ServiceSchema = ServiceSchema::new("Shelf");

/// Structures of optional members.
macro_rules! shape {
    ($name:ident, $members:ident, $count:literal; $($number:literal $field:ident $json:literal $type:ty,)*) => {
        #[derive(Clone, Debug, Default, PartialEq)]
        pub(crate) struct $name {
            $(pub(crate) $field: Option<$type>,)*
        }
        static $members: [Member; $count] = [$(Member::new($json)),*];
        impl Structure for $name {
            const SCHEMA: &'static Schema = &Schema::new(stringify!($name), &$members);
            fn encode<E: Writer>(&self, to: &mut E) -> Result<(), E::Error> {
                $(to.member(&$members[$number], &self.$field)?;)*
                Ok(())
            }
            fn decode<D: Reader>(from: &mut D) -> Result<Self, D::Error> {
                from.fill(|value: &mut Self, index, from| match index {
                    $($number => from.member(&$members[$number], &mut value.$field),)*
                    _ => from.skip(),
                })
            }
        }
    };
}

shape! { ListInput, INPUT, 2; 0 next ",\"next\":" String, 1 shelf ",\"shelf\":" String, }
shape! {
    ListOutput, OUTPUT, 4;
    0 next ",\"next\":" String,
    1 parts ",\"parts\":" Vec<String>,
    2 state ",\"state\":" String,
    3 why ",\"why\":" String,
}
shape! { NoSuchShelf, NO_SUCH_SHELF, 1; 0 message ",\"message\":" String, }
structure!(ListInput);
structure!(ListOutput);
service_error!(NoSuchShelf, "NoSuchShelf", 400, message);

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ListError {
    NoSuchShelf(NoSuchShelf),
    Other(OtherError),
}

operation_error! { ListError, Other; NoSuchShelf(NoSuchShelf); }

impl crate::generated::Operation for ListInput {
    type Output = ListOutput;
    type Error = ListError;
    const OPERATION: &'static OperationSchema = &OperationSchema::new("List")
        .target("Shelf.List")
        .input(Content::Document)
        .output(Content::Document);
}

impl super::Operation for ListInput {
    type Protocol = AwsJson1_1;

    fn encode(self, to: &mut RequestEncoder<AwsJson1_1>) -> Result<(), EncodeError> {
        to.literal("/");
        to.body(&self)
    }
}

impl Paginated for ListInput {
    type Token = String;

    fn next_token(output: &ListOutput) -> Option<String> {
        token(output.next.as_ref())
    }

    fn start_at(&mut self, token: String) {
        self.next = Some(token);
    }
}

impl Itemized for ListInput {
    type Items = Vec<String>;

    fn items(output: ListOutput) -> Option<Vec<String>> {
        output.parts
    }
}

/// A status and a body for each request, in order; what was asked.
#[derive(Clone, Default)]
pub(crate) struct Script {
    answers: Arc<Mutex<VecDeque<(u16, String)>>>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Script {
    pub(crate) fn new(answers: &[(u16, &str)]) -> Self {
        let answers = answers
            .iter()
            .map(|(status, body)| (*status, (*body).to_owned()));
        Self {
            answers: Arc::new(Mutex::new(answers.collect())),
            asked: Arc::default(),
        }
    }

    /// The bodies of the requests so far.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }

    pub(crate) fn client(&self, with: impl FnOnce(ConfigBuilder) -> ConfigBuilder) -> Client {
        let config = Config::builder()
            .endpoint_url("https://shelf.test")
            .transport(self.clone())
            .no_retries();
        Client::new(with(config).build().unwrap(), &SERVICE)
    }
}

impl Transport for Script {
    fn send(&self, request: http::Request<ByteStream>) -> TransportFuture {
        let script = self.clone();
        Box::pin(async move {
            let body = request.into_body().collect(u64::MAX).await.unwrap();
            let body = String::from_utf8(body.to_vec()).unwrap();
            script.asked.lock().unwrap().push(body);
            // What is pending once shows that nothing takes an answer for granted.
            tokio::task::yield_now().await;
            let (status, body) = script
                .answers
                .lock()
                .unwrap()
                .pop_front()
                .expect("an answer is left");
            let response = http::Response::builder().status(status);
            Ok(response.body(ByteStream::from(body)).unwrap())
        })
    }
}
