//! Who signed a request.
//!
//! In: a claim that was found true. Out: the access key id and the scope. It holds no secret.

/// Who signed a request, for what. Handlers find it in the request's extensions:
/// `context.extensions().get::<Identity>()`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    access_key_id: Box<str>,
    region: Box<str>,
    service: Box<str>,
}

impl Identity {
    pub(super) fn new(access_key_id: &str, region: &str, service: &str) -> Self {
        Self {
            access_key_id: access_key_id.into(),
            region: region.into(),
            service: service.into(),
        }
    }

    /// The id of the access key.
    pub fn access_key_id(&self) -> &str {
        &self.access_key_id
    }

    /// The region that the request was signed for.
    pub fn region(&self) -> &str {
        &self.region
    }

    /// What the signature calls the service.
    pub fn service(&self) -> &str {
        &self.service
    }
}
