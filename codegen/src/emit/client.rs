//! The module `client`: the client, and where its calls are.
//!
//! In: a [`Crate`] that has a client. Out: the file of the module.

use proc_macro2::TokenStream;
use quote::quote;

use super::attributes::{deprecated, doc, docs, inner_docs, plain};
use super::{File, endpoint, ident, layout, rust_file};
use crate::rust::{Crate, Endpoints, Operation};

/// The file of the module.
pub(super) fn file(krate: &Crate) -> File {
    let calls = krate
        .operations
        .iter()
        .map(|operation| (&operation.file, vec![&operation.fluent]));
    let modules = layout::modules(calls, TokenStream::new());
    let doc = format!("The client of {}.", plain(&krate.title));
    let has_rules = krate
        .client
        .as_ref()
        .is_some_and(|client| matches!(client.endpoints, Endpoints::Rules { .. }));
    let endpoint = has_rules.then(|| quote! { mod endpoint; });
    let modules_of_calls = modules.declarations;
    let waiters = (!krate.waiters.is_empty()).then(|| quote! { mod waiters; });
    let items = vec![
        quote! { #endpoint #modules_of_calls #waiters },
        reexports(krate),
        modules.reexports,
        service(krate).unwrap_or_default(),
        client(krate),
        methods(krate),
    ];
    rust_file("src/client.rs".to_owned(), inner_docs(&[doc]), items)
}

/// What of the runtime users of the client name.
fn reexports(krate: &Crate) -> TokenStream {
    let mut names = vec![
        "Config",
        "ConfigBuilder",
        "ConfigError",
        "Error",
        "ErrorKind",
    ];
    if has_pages(krate) {
        names.extend(["Items", "Pages", "RepeatedToken"]);
    }
    if krate.operations.iter().any(|it| it.presignable) {
        names.push("PresignedRequest");
    }
    if !krate.waiters.is_empty() {
        names.extend(["Wait", "WaitError", "WaitErrorKind", "Waited"]);
    }
    let names = names.into_iter().map(ident);
    quote! { pub use tinsmith::client::{#(#names),*}; }
}

/// Whether the output of any operation comes in pages.
pub(super) fn has_pages(krate: &Crate) -> bool {
    krate.operations.iter().any(|it| it.pages.is_some())
}

/// What the runtime knows of the service.
fn service(krate: &Crate) -> Option<TokenStream> {
    let client = krate.client.as_ref()?;
    let name = &client.service;
    let version = (!client.version.is_empty()).then(|| {
        let version = &client.version;
        quote! { .version(#version) }
    });
    let auth = super::auth::schemes(&client.auth);
    let signing_name = client
        .signing_name
        .as_ref()
        .map(|name| quote! { .signing_name(#name) });
    let endpoints = endpoint::of_service(&client.endpoints);
    Some(quote! {
        static SERVICE: tinsmith::generated::client::ServiceSchema =
            tinsmith::generated::client::ServiceSchema::new(#name)
                #version
                .auth(#auth)
                #signing_name
                #endpoints;
    })
}

fn client(krate: &Crate) -> TokenStream {
    let doc = doc(&format!(
        "A client of {}. Clones share connections and cost little.",
        plain(&krate.title)
    ));
    quote! {
        #doc
        #[derive(Clone, Debug)]
        pub struct Client {
            core: tinsmith::generated::client::Client,
        }
    }
}

fn methods(krate: &Crate) -> TokenStream {
    let new_doc = doc("A client with this configuration.");
    let send_doc = doc("Sends an input that is already complete.");
    let calls = krate.operations.iter().map(call);
    let presign = (krate.operations.iter())
        .any(|operation| operation.presignable)
        .then(presign);
    quote! {
        impl Client {
            #new_doc
            pub fn new(config: Config) -> Self {
                Self { core: tinsmith::generated::client::Client::new(config, &SERVICE) }
            }
            #send_doc
            pub async fn send<O>(&self, input: O) -> Result<O::Output, Error<O::Error>>
            where
                O: tinsmith::generated::client::Operation<Protocol = crate::Protocol>,
            {
                self.core.send(input).await
            }
            #presign
            #(#calls)*
        }
    }
}

fn presign() -> TokenStream {
    let doc = doc(
        "The request of an input that is already complete, signed in its URL: whoever has it can send it within this time.",
    );
    quote! {
        #doc
        pub async fn presign<O>(
            &self,
            input: O,
            expires_in: std::time::Duration,
        ) -> Result<PresignedRequest, Error<O::Error>>
        where
            O: tinsmith::generated::client::Operation<Protocol = crate::Protocol>,
        {
            self.core.presign(input, expires_in).await
        }
    }
}

fn call(operation: &Operation) -> TokenStream {
    let (method, fluent) = (ident(&operation.method), ident(&operation.fluent));
    let docs = docs(&operation.docs, || {
        format!("Calls `{}`.", operation.modelled)
    });
    let deprecated = deprecated(operation.deprecated.as_ref());
    quote! {
        #docs
        #deprecated
        pub fn #method(&self) -> #fluent { #fluent::new(self) }
    }
}
