//! A call of the generated client, answered by the generated server, in memory.

use weather_api::Client;
use weather_api::client::Config;
use weather_api::error::NoSuchCity;
use weather_api::operation::{GetForecastError, GetForecastInput, GetForecastOutput};
use weather_api::server::{Context, Server, Weather};
use weather_api::types::Sky;

struct Station;

impl Weather for Station {
    async fn get_forecast(
        &self,
        input: GetForecastInput,
        _: Context,
    ) -> Result<GetForecastOutput, GetForecastError> {
        match input.city.as_str() {
            "Oslo" => Ok(GetForecastOutput::new(Sky::Overcast).celsius(-3.5)),
            other => Err(NoSuchCity::new().message(format!("no station in {other}")).into()),
        }
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let config = Config::builder().endpoint_url("http://in.memory").transport(Server::new(Station)).build()?;
    let client = Client::new(config);
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let forecast = runtime.block_on(client.get_forecast().city("Oslo").days(2).send())?;
    assert_eq!(forecast, GetForecastOutput::new(Sky::Overcast).celsius(-3.5));
    let error = runtime.block_on(client.get_forecast().city("Atlantis").send()).expect_err("no such city");
    assert_eq!(error.code(), Some("NoSuchCity"));
    assert_eq!(error.message(), Some("no station in Atlantis"));
    Ok(())
}
