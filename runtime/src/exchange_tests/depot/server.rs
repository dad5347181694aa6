//! The trait that implementors write, and the routes.

use super::*;
use crate::byte_stream::ByteStream;
use crate::generated::server::{
    Call, Context, Dispatch, Endpoint, Literals, Node, Routes, not_implemented,
};
use std::future::Future;

pub(in super::super) type Server<S> = crate::server::Server<Operations<S>>;

pub(in super::super) trait Depot: Send + Sync + 'static {
    fn put_part(
        &self,
        input: PutPartInput,
        context: Context,
    ) -> impl Future<Output = Result<PutPartOutput, DepotError>> + Send {
        not_implemented(input, context)
    }

    fn find_part(
        &self,
        input: FindPartInput,
        context: Context,
    ) -> impl Future<Output = Result<FindPartOutput, DepotError>> + Send {
        not_implemented(input, context)
    }

    fn put_blob(
        &self,
        input: PutBlobInput,
        context: Context,
    ) -> impl Future<Output = Result<PutBlobOutput, DepotError>> + Send {
        not_implemented(input, context)
    }

    fn get_blob(
        &self,
        input: GetBlobInput,
        context: Context,
    ) -> impl Future<Output = Result<GetBlobOutput, DepotError>> + Send {
        not_implemented(input, context)
    }

    fn set_paint(
        &self,
        input: SetPaintInput,
        context: Context,
    ) -> impl Future<Output = Result<SetPaintOutput, DepotError>> + Send {
        not_implemented(input, context)
    }
}

pub(in super::super) struct Operations<S>(S);

impl<S: Depot> Dispatch for Operations<S> {
    type Implementation = S;
    type Protocol = Protocol;
    const ROUTES: &'static Routes = &ROUTES;

    fn new(implementation: S) -> Self {
        Self(implementation)
    }

    async fn dispatch(&self, call: Call<Protocol>) -> http::Response<ByteStream> {
        match call.operation() {
            0 => call.run(&self.0, S::put_part).await,
            1 => call.run(&self.0, S::find_part).await,
            2 => call.run(&self.0, S::put_blob).await,
            3 => call.run(&self.0, S::get_blob).await,
            4 => call.run(&self.0, S::set_paint).await,
            _ => call.unknown_operation(),
        }
    }
}

/// `/v1` is what the tests' endpoint starts with.
static ROUTES: Routes = Routes::http(
    &Node::new().literals(&Literals::new([(
        "v1",
        Node::new().literals(&Literals::new([
            (
                "blobs",
                Node::new().label(
                    &Node::new().endpoints(&[Endpoint::new("GET", 3), Endpoint::new("PUT", 2)]),
                ),
            ),
            (
                "depots",
                Node::new().label(
                    &Node::new().literals(&Literals::new([(
                        "parts",
                        Node::new()
                            .literals(&Literals::new([(
                                "$find",
                                Node::new().endpoints(&[Endpoint::new("GET", 1)]),
                            )]))
                            .greedy(&Node::new().endpoints(&[
                                Endpoint::new("PUT", 0).query(&[("mode", Some("full"))]),
                            ])),
                    )])),
                ),
            ),
            ("paint", Node::new().endpoints(&[Endpoint::new("POST", 4)])),
        ])),
    )])),
);
