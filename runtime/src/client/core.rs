//! Sends inputs.
//!
//! In: an input. Out: its output, or why there is none. What is sent, how often and by whom is the configuration's to say.

use super::attempt::{Attempt, NoAnswer};
use super::auth;
use super::call::Call;
use super::config::Config;
use super::destination;
use super::endpoint::Endpoint;
use super::error::{Error, ErrorKind};
use super::operation::{self, Operation};
use super::outcome;
use super::rules::{EndpointRuleError, ResolvedEndpoint};
use super::sdk_headers::SdkHeaders;
use super::service::ServiceSchema;
use super::skew::Skew;
use super::trace::Trace;
use crate::auth::AuthScheme;
#[cfg(feature = "sigv4")]
use crate::sigv4::Signer;
use std::borrow::Cow;
use std::fmt::{self, Debug, Formatter};
use std::sync::Arc;
use std::time::SystemTime;

/// Sends inputs by a configuration. Generated clients are a thin layer over this. Cheap to clone: clones share what they
/// learn, the service's time for example.
#[derive(Clone)]
pub struct Client(Arc<Inner>);

/// What all clones of a client share.
pub(super) struct Inner {
    pub(super) config: Config,
    pub(super) service: &'static ServiceSchema,
    endpoint: Result<ResolvedEndpoint, EndpointRuleError>,
    pub(super) sdk_headers: Option<SdkHeaders>,
    pub(super) skew: Skew,
    #[cfg(feature = "sigv4")]
    pub(super) signer: Signer,
}

impl Inner {
    /// The time, if this client has a clock.
    pub(super) fn now(&self) -> Option<SystemTime> {
        let clock = self.config.settings().clock.as_ref();
        clock.map(|clock| clock.now())
    }
}

impl Client {
    /// A client of this service, with this configuration.
    pub fn new(config: Config, service: &'static ServiceSchema) -> Self {
        let settings = config.settings();
        let max_attempts = settings.retries.as_ref().map_or(1, |it| it.max_attempts());
        let sdk_headers = settings
            .sdk_headers
            .then(|| SdkHeaders::new(service, settings.app_name.as_deref(), max_attempts));
        Self(Arc::new(Inner {
            endpoint: destination::resolve(&config, service),
            config,
            service,
            sdk_headers,
            skew: Skew::default(),
            #[cfg(feature = "sigv4")]
            signer: Signer::new(),
        }))
    }

    /// What is known of the service.
    pub fn service(&self) -> &'static ServiceSchema {
        self.0.service
    }

    /// The configuration.
    pub fn config(&self) -> &Config {
        &self.0.config
    }

    /// Where requests go, unless an operation says otherwise: for a check before the first call.
    ///
    /// # Errors
    ///
    /// If the configuration leads nowhere. Each call fails with the same error then.
    pub fn endpoint(&self) -> Result<&Endpoint, &EndpointRuleError> {
        self.0.endpoint.as_ref().map(ResolvedEndpoint::endpoint)
    }

    /// Sends an input.
    ///
    /// # Errors
    ///
    /// See [`ErrorKind`].
    pub async fn send<O: Operation>(&self, input: O) -> Result<O::Output, Error<O::Error>> {
        let trace = Trace::of(self.0.service, O::OPERATION);
        trace.around(self.attempts(input, &trace)).await
    }

    /// What clones share.
    #[cfg(feature = "sigv4")]
    pub(super) fn inner(&self) -> &Inner {
        &self.0
    }

    /// Where a request of this input goes.
    pub(super) fn destination<O: Operation>(
        &self,
        input: &O,
    ) -> Result<Cow<'_, ResolvedEndpoint>, EndpointRuleError> {
        destination::of_call(&self.0.config, self.0.service, &self.0.endpoint, input)
    }

    async fn attempts<O: Operation>(
        &self,
        input: O,
        trace: &Trace,
    ) -> Result<O::Output, Error<O::Error>> {
        let operation = O::OPERATION;
        let unsent = |kind| {
            let error = Error::new(operation.name(), kind, None);
            trace.failed(&error);
            error
        };
        let settings = self.0.config.settings();
        let endpoint = self
            .destination(&input)
            .map_err(|error| unsent(ErrorKind::Endpoint(error)))?;
        let schemes = operation
            .auth_schemes()
            .unwrap_or(self.0.service.auth_schemes());
        let scheme =
            auth::choose(settings, schemes).map_err(|error| unsent(ErrorKind::Auth(error)))?;
        let signed = scheme == AuthScheme::SigV4 && !operation.has_unsigned_payload();
        let options = settings.request.clone().hashed(signed);
        let encoded = operation::encode(input, endpoint.endpoint(), options)
            .map_err(|error| unsent(ErrorKind::Encode(error)))?;
        let (mut head, body) = encoded.request.into_parts();
        for (name, value) in endpoint.headers() {
            head.headers.append(name, value.clone());
        }
        let attempt = Attempt::new(&self.0, operation, &endpoint, scheme);
        let mut call = Call::new(attempt, encoded.repeatable);
        let mut request = (head, body);
        let mut previous = None;
        loop {
            let error = match call.attempt(request).await {
                Ok(response) => {
                    trace.answered(call.attempts(), response.status());
                    match O::decode_response(response) {
                        Ok(output) => {
                            call.succeeded();
                            return Ok(output);
                        }
                        Err(error) => error,
                    }
                }
                Err(failure) => widen(operation.name(), *failure),
            };
            let error = error.after(call.attempts(), call.elapsed());
            trace.failed(&error);
            let Some(next) = call.next(outcome::failure(&error), error.raw()) else {
                return Err(error.with_previous(previous));
            };
            trace.repeated(call.attempts(), next.after);
            request = match call.wait(next).await {
                Ok(request) => request,
                Err(failure) => {
                    let over = widen(operation.name(), *failure);
                    let over = over.after(call.attempts(), call.elapsed());
                    trace.failed(&over);
                    return Err(over.with_previous(Some(error)));
                }
            };
            previous = Some(error);
        }
    }
}

impl Debug for Client {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("service", &self.0.service.name())
            .field("config", &self.0.config)
            .finish_non_exhaustive()
    }
}

/// The failure as the error of an operation.
#[cold]
fn widen<E>(operation: &'static str, failure: NoAnswer) -> Error<E> {
    let kind = match failure.kind {
        ErrorKind::MissingMembers(error) => ErrorKind::MissingMembers(error),
        ErrorKind::Encode(error) => ErrorKind::Encode(error),
        ErrorKind::Endpoint(error) => ErrorKind::Endpoint(error),
        ErrorKind::Auth(error) => ErrorKind::Auth(error),
        ErrorKind::Transport(error) => ErrorKind::Transport(error),
        ErrorKind::Timeout(timeout) => ErrorKind::Timeout(timeout),
        ErrorKind::AttemptTimeout(timeout) => ErrorKind::AttemptTimeout(timeout),
        ErrorKind::ResponseTooLarge { limit } => ErrorKind::ResponseTooLarge { limit },
        ErrorKind::Decode(error) => ErrorKind::Decode(error),
        ErrorKind::RepeatedToken => ErrorKind::RepeatedToken,
        ErrorKind::Service(never) => match never {},
    };
    Error::new(operation, kind, failure.raw)
}
