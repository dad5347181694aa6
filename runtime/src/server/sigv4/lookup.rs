//! Whoever knows the secrets of access keys.
//!
//! In: an access key id, which may be anything. Out: its credentials, if there are any.

use crate::credentials::{Credentials, CredentialsError};
use std::collections::HashMap;
use std::future::{Future, ready};
use std::pin::Pin;
use std::sync::Arc;

/// Credentials that are looked up.
pub type LookupFuture<'a> =
    Pin<Box<dyn Future<Output = Result<Option<Credentials>, CredentialsError>> + Send + 'a>>;

/// Whoever knows the secrets of access keys.
pub trait CredentialsLookup: Send + Sync + 'static {
    /// The credentials of an access key, with the token of its session if it belongs to one; `None`, if there is no such
    /// key. An error is answered with status 500, and not shown.
    fn find<'a>(&'a self, access_key_id: &'a str) -> LookupFuture<'a>;
}

impl CredentialsLookup for Credentials {
    fn find<'a>(&'a self, access_key_id: &'a str) -> LookupFuture<'a> {
        let same = self.access_key_id() == access_key_id;
        Box::pin(ready(Ok(same.then(|| self.clone()))))
    }
}

/// By access key id.
impl CredentialsLookup for HashMap<String, Credentials> {
    fn find<'a>(&'a self, access_key_id: &'a str) -> LookupFuture<'a> {
        Box::pin(ready(Ok(self.get(access_key_id).cloned())))
    }
}

impl<L: CredentialsLookup + ?Sized> CredentialsLookup for Arc<L> {
    fn find<'a>(&'a self, access_key_id: &'a str) -> LookupFuture<'a> {
        (**self).find(access_key_id)
    }
}
