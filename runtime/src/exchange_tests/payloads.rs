//! Members that are the whole body, in memory and as streams.

use super::depot::*;
use super::{bytes, client, now};
use crate::byte_stream::{BoxError, ByteStream};
use crate::server::Context;
use bytes::Bytes;
use http_body::{Body, Frame};
use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::Poll;

/// Yields these pieces; `None` is a failure.
pub(super) struct Pieces(pub(super) VecDeque<Option<&'static str>>);

pub(super) fn pieces(list: &[Option<&'static str>]) -> ByteStream {
    ByteStream::new(Pieces(list.iter().copied().collect()))
}

impl Body for Pieces {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        Poll::Ready(self.0.pop_front().map(|piece| {
            piece
                .map(|text| Frame::data(Bytes::from_static(text.as_bytes())))
                .ok_or("torn".into())
        }))
    }
}

#[derive(Clone, Default)]
struct Shelf(Arc<Mutex<Vec<String>>>);

impl Depot for Shelf {
    async fn put_blob(
        &self,
        mut input: PutBlobInput,
        _: Context,
    ) -> Result<PutBlobOutput, DepotError> {
        let mut seen = vec![input.media_type.unwrap_or_default()];
        while let Some(piece) = input.data.next().await {
            seen.push(match piece {
                Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
                Err(error) => format!("error: {error}"),
            });
        }
        *self.0.lock().unwrap() = seen;
        Ok(PutBlobOutput {})
    }

    async fn get_blob(&self, input: GetBlobInput, _: Context) -> Result<GetBlobOutput, DepotError> {
        match input.key.as_str() {
            "none" => Err(NoSuchPart::default().into()),
            "small" => Ok(GetBlobOutput { data: "a,b".into() }),
            _ => Ok(GetBlobOutput {
                data: pieces(&[Some("a,"), Some("b"), None]),
            }),
        }
    }

    async fn set_paint(
        &self,
        input: SetPaintInput,
        _: Context,
    ) -> Result<SetPaintOutput, DepotError> {
        Ok(SetPaintOutput { paint: input.paint })
    }
}

#[test]
fn streams_go_in_piece_by_piece_whatever_the_limit() {
    let shelf = Shelf::default();
    let client = client(Server::new(shelf.clone()).body_limit(1));
    let put = |data| PutBlobInput {
        key: "k".into(),
        media_type: None,
        data,
    };
    now(client.send(put(pieces(&[Some("one"), Some("two")])))).unwrap();
    assert_eq!(
        *shelf.0.lock().unwrap(),
        ["application/octet-stream", "one", "two"]
    );
    now(client.send(put(pieces(&[Some("one"), None])))).unwrap();
    assert_eq!(
        *shelf.0.lock().unwrap(),
        ["application/octet-stream", "one", "error: torn"]
    );
}

#[test]
fn streams_come_out_piece_by_piece() {
    let client = client(Server::new(Shelf::default()));
    let get = |key: &str| GetBlobInput { key: key.into() };
    let mut data = now(client.send(get("k"))).unwrap().data;
    assert!(data.in_memory().is_none());
    assert_eq!(now(data.next()).unwrap().unwrap(), "a,");
    assert_eq!(now(data.next()).unwrap().unwrap(), "b");
    assert_eq!(now(data.next()).unwrap().unwrap_err().to_string(), "torn");
    assert!(now(data.next()).is_none());
    assert_eq!(bytes(now(client.send(get("small"))).unwrap().data), "a,b");
    let error = now(client.send(get("none"))).unwrap_err();
    assert_eq!(error.code(), Some("NoSuchPart"));
}

#[test]
fn structures_are_the_whole_body() {
    let client = client(Server::new(Shelf::default()));
    let send = |paint: Option<Paint>| now(client.send(SetPaintInput { paint }));
    let red = Paint {
        name: "red".into(),
        gloss: Some(false),
    };
    assert_eq!(send(Some(red.clone())).unwrap().paint, Some(red));
    assert_eq!(send(None).unwrap().paint, None);
    let error = send(Some(Paint {
        name: "far too long".into(),
        gloss: None,
    }))
    .unwrap_err();
    assert_eq!(
        error.message(),
        Some(
            "1 validation error detected. Value with length 12 at '/paint/name' failed to satisfy \
             constraint: Member must have length between 1 and 8, inclusive"
        )
    );
}

#[test]
fn streams_are_collected_up_to_a_limit() {
    for (list, limit, wanted) in [
        (&[][..], 0, Some("")),
        (&[Some("abc")], 3, Some("abc")),
        (&[Some("abc")], 2, None),
        (
            &[Some("ab"), Some(""), Some("c"), Some("d")],
            4,
            Some("abcd"),
        ),
        (&[Some("ab"), Some("cd")], 3, None),
        (&[Some("a"), None], 9, None),
        (&[None], 9, None),
    ] {
        let collected = now(pieces(list).collect(limit));
        assert_eq!(
            collected.ok().as_deref(),
            wanted.map(str::as_bytes),
            "{list:?} {limit}"
        );
    }
    let error = now(ByteStream::from("abc").collect(2)).unwrap_err();
    assert_eq!(error.to_string(), "more than 2 bytes");
}

#[test]
fn debug_shows_no_content() {
    assert_eq!(
        format!("{:?}", ByteStream::from("secret")),
        "ByteStream(6 bytes)"
    );
    assert_eq!(format!("{:?}", pieces(&[Some("secret")])), "ByteStream(..)");
}
