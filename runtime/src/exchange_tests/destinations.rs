//! Where requests go: by metadata, by rules, by rules for each call.

use super::depot::{DepotError, SetPaintOutput};
use super::now;
use crate::byte_stream::ByteStream;
use crate::client::{
    Client, Config, ConfigBuilder, EndpointRuleError, ErrorKind, ServiceSchema, Transport,
    TransportFuture,
};
use crate::generated::endpoint::{EndpointParameters, ResolvedEndpoint};
use crate::generated::{
    AwsJson1_0, EncodeError, Member, Operation, OperationSchema, RequestEncoder, client,
};
use http::{Request, Response};
use std::sync::{Arc, Mutex};

/// An input whose tenant is a part of the host's name, and whose bucket is a parameter of the rules.
struct Visit {
    tenant: Option<String>,
    bucket: String,
}

static TENANT: Member = Member::new(",\"tenant\":");
static VISIT: OperationSchema = OperationSchema::new("Visit");

impl Operation for Visit {
    type Output = SetPaintOutput;
    type Error = DepotError;
    const OPERATION: &'static OperationSchema = &VISIT;
}

impl client::Operation for Visit {
    type Protocol = AwsJson1_0;

    fn endpoint_parameters<'a>(&'a self, to: &mut EndpointParameters<'a>) {
        to.put_required("Bucket", &self.bucket);
        to.put("Stage", "test");
    }

    fn encode(self, to: &mut RequestEncoder<AwsJson1_0>) -> Result<(), EncodeError> {
        if self.tenant.is_some() {
            to.host_label(&TENANT, &self.tenant)?;
            to.host_literal(".");
        }
        to.literal("/visit");
        Ok(())
    }
}

static BY_METADATA: ServiceSchema =
    ServiceSchema::new("Depot").endpoint_metadata("data.depot", None);
static BY_RULES: ServiceSchema = ServiceSchema::new("Depot").endpoint_rules(resolve, &["Extra"]);
static PER_CALL: ServiceSchema = ServiceSchema::new("Depot")
    .endpoint_rules(resolve, &["Extra", "Bucket", "Stage"])
    .endpoint_per_call();

fn resolve(parameters: &EndpointParameters<'_>) -> Result<ResolvedEndpoint, EndpointRuleError> {
    let bucket = parameters.string("Bucket").unwrap_or("none");
    let stage = parameters.string("Stage").unwrap_or("live");
    let region = parameters.string("AWS::Region").unwrap_or("nowhere");
    if parameters.string("Extra") == Some("wrong") {
        return Err(EndpointRuleError::new("the extra is wrong"));
    }
    ResolvedEndpoint::new(format!(
        "https://{bucket}.{stage}.{region}.example.com/base"
    ))?
    .header("x-stage", stage)
}

/// Answers everything with nothing, and keeps what it was asked.
#[derive(Clone, Default)]
struct Recorder(Arc<Mutex<Vec<Request<()>>>>);

impl Transport for Recorder {
    fn send(&self, request: Request<ByteStream>) -> TransportFuture {
        self.0.lock().unwrap().push(request.map(drop));
        Box::pin(async { Ok(Response::new(ByteStream::from("{}"))) })
    }
}

/// What is sent by a call, as its URL; else what the call says.
fn sent(service: &'static ServiceSchema, config: ConfigBuilder, visit: Visit) -> String {
    request(service, config, visit).map_or_else(|said| said, |sent| sent.uri().to_string())
}

fn request(
    service: &'static ServiceSchema,
    config: ConfigBuilder,
    visit: Visit,
) -> Result<Request<()>, String> {
    let recorder = Recorder::default();
    let config = config.transport(recorder.clone()).no_timeout();
    let result = now(Client::new(config.build().unwrap(), service).send(visit));
    match (result, recorder.0.lock().unwrap().pop()) {
        (Ok(_), Some(request)) => Ok(request),
        (Err(error), None) => match error.kind() {
            ErrorKind::Endpoint(what) => Err(what.message().to_owned()),
            _ => Err(error.to_string()),
        },
        (result, request) => panic!("{result:?} and {request:?}"),
    }
}

fn visit(tenant: Option<&str>, bucket: &str) -> Visit {
    Visit {
        tenant: tenant.map(str::to_owned),
        bucket: bucket.to_owned(),
    }
}

fn in_region() -> ConfigBuilder {
    Config::builder().region("eu-west-1").no_auth()
}

#[test]
fn host_prefixes_stand_before_resolved_names_and_no_addresses() {
    let call = |config, tenant| sent(&BY_METADATA, config, visit(Some(tenant), "b"));
    assert_eq!(
        call(in_region(), "acme"),
        "https://acme.data.depot.eu-west-1.amazonaws.com/visit"
    );
    assert_eq!(
        call(in_region().use_fips(true).use_dual_stack(true), "acme"),
        "https://acme.data.depot-fips.eu-west-1.api.aws/visit"
    );
    assert_eq!(
        call(in_region().endpoint_url("http://127.0.0.1:8080/x"), "acme"),
        "http://127.0.0.1:8080/x/visit"
    );
    assert_eq!(
        call(in_region().no_host_prefix(), "acme"),
        "https://data.depot.eu-west-1.amazonaws.com/visit"
    );
    for tenant in ["", "a.b", "evil.example/", "-a"] {
        assert!(call(in_region(), tenant).contains("1 to 63"), "{tenant}");
    }
}

#[test]
fn rules_are_asked_once_unless_operations_have_a_say() {
    let call = |service| sent(service, in_region(), visit(None, "stones"));
    assert_eq!(
        call(&BY_RULES),
        "https://none.live.eu-west-1.example.com/base/visit"
    );
    assert_eq!(
        call(&PER_CALL),
        "https://stones.test.eu-west-1.example.com/base/visit"
    );
}

#[test]
fn headers_of_an_endpoint_are_sent_there() {
    let request = request(&PER_CALL, in_region(), visit(Some("acme"), "stones")).unwrap();
    assert_eq!(
        request.uri(),
        "https://acme.stones.test.eu-west-1.example.com/base/visit"
    );
    assert_eq!(request.headers()["x-stage"], "test");
}

#[test]
fn a_required_parameter_has_a_text() {
    for bucket in ["", "  "] {
        let said = sent(&PER_CALL, in_region(), visit(None, bucket));
        assert!(said.contains("`Bucket`"), "{said}");
    }
}

#[test]
fn settings_are_parameters_and_a_typing_error_is_told() {
    let call = |config| sent(&BY_RULES, config, visit(None, "b"));
    assert_eq!(
        call(in_region().endpoint_parameter("Extra", "wrong")),
        "the extra is wrong"
    );
    let said = call(in_region().endpoint_parameter("Extr", "x"));
    assert!(
        said.contains("setting `endpoint_parameter`")
            && said.contains("\"Extr\"")
            && said.contains("Extra"),
        "{said}"
    );
}

#[test]
fn without_a_region_or_an_endpoint_the_error_names_the_setting() {
    static EXPLICIT: ServiceSchema = ServiceSchema::new("Depot");
    let config = || Config::builder().no_auth();
    let said = sent(&EXPLICIT, config(), visit(None, "b"));
    assert!(said.contains("`endpoint_url`"), "{said}");
    assert_eq!(
        sent(&BY_METADATA, config(), visit(None, "b")),
        "Invalid Configuration: Missing Region"
    );
    let both = in_region()
        .endpoint_url("https://example.com")
        .use_fips(true);
    assert_eq!(
        sent(&BY_METADATA, both, visit(None, "b")),
        "Invalid Configuration: FIPS and custom endpoint are not supported"
    );
}

#[cfg(feature = "sigv4")]
#[test]
fn an_explicit_endpoint_leaves_what_signatures_are_made_for() {
    use crate::AuthScheme;
    use crate::credentials::Credentials;
    static SIGNED: ServiceSchema = ServiceSchema::new("Depot")
        .auth(&[AuthScheme::SigV4])
        .signing_name("depot-store")
        .endpoint_metadata("data.depot", None);
    static GLOBAL: ServiceSchema = ServiceSchema::new("Depot")
        .auth(&[AuthScheme::SigV4])
        .signing_name("depot-store")
        .endpoint_metadata("depot", Some("depot.amazonaws.com"));
    let config = || {
        Config::builder()
            .region("eu-west-1")
            .credentials(Credentials::new("AKID", "secret"))
    };
    let scope = |service, config: ConfigBuilder| {
        let request = request(service, config, visit(None, "b")).unwrap();
        let said = request.headers()["authorization"]
            .to_str()
            .unwrap()
            .to_owned();
        let scope = said.split(['/', ',']).skip(2).take(2).collect::<Vec<_>>();
        scope.join("/")
    };
    let url = "https://emulator.test/other-service";
    assert_eq!(scope(&SIGNED, config()), "eu-west-1/depot-store");
    assert_eq!(
        scope(&SIGNED, config().endpoint_url(url)),
        "eu-west-1/depot-store"
    );
    assert_eq!(scope(&GLOBAL, config()), "us-east-1/depot-store");
    assert_eq!(
        scope(&GLOBAL, config().endpoint_url(url)),
        "eu-west-1/depot-store"
    );
}
