//! What a client knows of its service before any call.
//!
//! In: constants in generated code. Out: names, and how requests are authenticated unless an operation says otherwise. It
//! holds nothing of a single client.

use super::rules::{EndpointMetadata, Endpoints, ResolveEndpoint, Rules};
use crate::auth::AuthScheme;

/// What a client knows of its service before any call.
#[derive(Debug)]
pub struct ServiceSchema {
    name: &'static str,
    version: &'static str,
    auth: &'static [AuthScheme],
    signing_name: &'static str,
    endpoints: Endpoints,
}

impl ServiceSchema {
    /// The service called `name` (AWS's SDK id, or the name of the shape), whose requests nobody has to sign.
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            version: "",
            auth: &[AuthScheme::None],
            signing_name: "",
            endpoints: Endpoints::Explicit,
        }
    }

    /// The version of its interface: `2017-09-29`.
    pub const fn version(mut self, version: &'static str) -> Self {
        self.version = version;
        self
    }

    /// The schemes of its operations, unless they say otherwise, the preferred one first.
    pub const fn auth(mut self, schemes: &'static [AuthScheme]) -> Self {
        self.auth = schemes;
        self
    }

    /// What signatures call the service (`aws.auth#sigv4`).
    pub const fn signing_name(mut self, name: &'static str) -> Self {
        self.signing_name = name;
        self
    }

    /// The names of its hosts begin with `prefix`; `global` is the host that serves every region, if there is one.
    pub const fn endpoint_metadata(
        mut self,
        prefix: &'static str,
        global: Option<&'static str>,
    ) -> Self {
        self.endpoints = Endpoints::Metadata(EndpointMetadata { prefix, global });
        self
    }

    /// Its endpoint is found by rules. `parameters` are the names of those that are not settings of every client.
    pub const fn endpoint_rules(
        mut self,
        resolve: ResolveEndpoint,
        parameters: &'static [&'static str],
    ) -> Self {
        self.endpoints = Endpoints::Rules(Rules {
            resolve,
            parameters,
            per_call: false,
        });
        self
    }

    /// Operations bring parameters of the rules along: each call has an endpoint of its own.
    pub const fn endpoint_per_call(mut self) -> Self {
        if let Endpoints::Rules(rules) = self.endpoints {
            self.endpoints = Endpoints::Rules(Rules {
                per_call: true,
                ..rules
            });
        }
        self
    }

    /// How its endpoint is found.
    pub(super) const fn endpoints_of(&self) -> &Endpoints {
        &self.endpoints
    }

    /// The name: AWS's SDK id, or the name of the shape.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The version of its interface, or an empty text.
    pub const fn api_version(&self) -> &'static str {
        self.version
    }

    /// The schemes of its operations, unless they say otherwise, the preferred one first.
    pub const fn auth_schemes(&self) -> &'static [AuthScheme] {
        self.auth
    }

    /// What signatures call the service; an empty text where nothing is signed.
    pub const fn name_in_signatures(&self) -> &'static str {
        self.signing_name
    }
}
