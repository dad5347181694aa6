//! A client and a server in memory: what is set on one side arrives on the other.

use super::depot::*;
use super::wire::full;
use super::{client, now};
use crate::Timestamp;
use crate::server::{Context, RequestId};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};

/// Answers with what it is told to, and keeps what it was asked.
#[derive(Clone)]
struct Recorder {
    answer: Result<PutPartOutput, DepotError>,
    asked: Arc<Mutex<Vec<PutPartInput>>>,
}

impl Depot for Recorder {
    async fn put_part(
        &self,
        input: PutPartInput,
        context: Context,
    ) -> Result<PutPartOutput, DepotError> {
        assert_eq!(context.method(), "PUT");
        assert!(context.headers().contains_key("x-count"));
        self.asked.lock().unwrap().push(input);
        let mut answer = self.answer.clone();
        if let Ok(output) = &mut answer {
            output.id = context.request_id().to_string();
        }
        answer
    }

    async fn find_part(&self, _: FindPartInput, _: Context) -> Result<FindPartOutput, DepotError> {
        Ok(FindPartOutput::default())
    }
}

fn recorder(answer: Result<PutPartOutput, DepotError>) -> (Recorder, Server<Recorder>) {
    let recorder = Recorder {
        answer,
        asked: Arc::default(),
    };
    (recorder.clone(), Server::new(recorder))
}

fn output() -> PutPartOutput {
    PutPartOutput {
        id: String::new(),
        revision: Some(i64::MAX),
        status: Some(202),
        stamps: Some(vec![
            Timestamp::from_secs(0),
            Timestamp::from_secs(1_576_540_098),
        ]),
        metadata: Some(HashMap::from([("k".into(), "v".into())])),
    }
}

#[test]
fn inputs_and_outputs_arrive_whole() {
    let (recorder, server) = recorder(Ok(output()));
    let mut received = now(client(server).send(full())).unwrap();
    assert_eq!(std::mem::take(&mut received.id).len(), 36);
    assert_eq!(received, output());

    let asked = recorder.asked.lock().unwrap().pop().unwrap();
    let mut wanted = full();
    wanted.token = Some("token-1".into());
    // The server fills defaults in.
    wanted.level = Some(3);
    // Header names have no case.
    wanted.metadata = Some(HashMap::from([
        ("one".into(), "1".into()),
        ("two".into(), "zwei ä".into()),
    ]));
    // The map has all parameters, those with members of their own included.
    let more = asked.more.clone().unwrap();
    assert_eq!(more["mode"], ["full"]);
    assert_eq!(more["day"].len(), 2);
    assert_eq!(more["k y"], ["1", "2+2"]);
    wanted.more = Some(more);
    assert_eq!(asked, wanted);
}

#[test]
fn a_status_that_is_not_set_is_the_operations() {
    let (_, server) = recorder(Ok(PutPartOutput::default()));
    let received = now(client(server).send(full())).unwrap();
    assert_eq!(received.status, Some(201));
    assert_eq!(received.metadata, None);
}

#[test]
fn an_answer_that_cannot_be_written_is_an_internal_failure() {
    for output in [
        PutPartOutput {
            status: Some(99),
            ..output()
        },
        PutPartOutput {
            status: Some(-1),
            ..output()
        },
        PutPartOutput {
            status: Some(70_000),
            ..output()
        },
        PutPartOutput {
            metadata: Some(HashMap::from([("k".into(), "a\nb".into())])),
            ..output()
        },
    ] {
        let (_, server) = recorder(Ok(output));
        let error = now(client(server).send(full())).unwrap_err();
        assert_eq!(error.code(), Some("InternalFailure"));
        assert_eq!(error.status().map(|status| status.as_u16()), Some(500));
        assert_eq!(
            error.message(),
            Some("The answer of PutPart could not be written.")
        );
    }
}

#[test]
fn modelled_errors_arrive_with_all_their_members() {
    let fault = NoSuchPart {
        message: Some("no bolt".into()),
        part: Some("bolt".into()),
    };
    let (_, server) = recorder(Err(fault.clone().into()));
    let error = now(client(server).send(full())).unwrap_err();
    assert_eq!(
        error.as_service_error(),
        Some(&DepotError::NoSuchPart(fault))
    );
    let id = error.request_id().unwrap().to_owned();
    assert_eq!(
        error.to_string(),
        format!("PutPart: NoSuchPart: no bolt (status 404, request id {id})")
    );
    let headers = error.headers().unwrap();
    assert_eq!(headers["x-amzn-errortype"], "NoSuchPart");
    assert_eq!(headers["content-type"], "application/json");
    assert_eq!(
        &error.raw().unwrap().body()[..],
        br#"{"message":"no bolt"}"#
    );
    assert!(matches!(
        error.into_service_error(),
        Ok(DepotError::NoSuchPart(_))
    ));
}

#[test]
fn errors_that_no_model_knows_arrive_too() {
    let fault = crate::OtherError::new("VersionMismatch", 409)
        .with_message("it is 3")
        .with_members([("version", 3)]);
    let (_, server) = recorder(Err(fault.into()));
    let error = now(client(server).send(full())).unwrap_err();
    assert_eq!(
        (error.code(), error.message()),
        (Some("VersionMismatch"), Some("it is 3"))
    );
    let Ok(DepotError::Other(other)) = error.into_service_error() else {
        panic!("another error");
    };
    assert_eq!(other.status(), 409);
    assert_eq!(other.document()["version"].as_i64(), Some(3));
}

#[test]
fn operations_that_no_one_implements_say_so() {
    let (_, server) = recorder(Ok(output()));
    let error = now(client(server).send(SetPaintInput { paint: None })).unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(501));
    assert_eq!(error.message(), Some("SetPaint is not implemented here."));
}

#[test]
fn an_outer_layer_may_name_the_request() {
    let (_, server) = recorder(Ok(output()));
    let naming = Naming(server);
    let received = now(client(naming).send(full())).unwrap();
    assert_eq!(received.id, "outer-7");
}

/// A layer, as a `tower` user would write one.
#[derive(Clone)]
struct Naming(Server<Recorder>);

impl tower_service::Service<http::Request<crate::ByteStream>> for Naming {
    type Response = http::Response<crate::ByteStream>;
    type Error = std::convert::Infallible;
    type Future =
        <Server<Recorder> as tower_service::Service<http::Request<crate::ByteStream>>>::Future;

    fn poll_ready(
        &mut self,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Result<(), Self::Error>> {
        std::task::Poll::Ready(Ok(()))
    }

    fn call(&mut self, mut request: http::Request<crate::ByteStream>) -> Self::Future {
        request
            .extensions_mut()
            .insert(RequestId::new("outer-7").unwrap());
        self.0.call(request)
    }
}
