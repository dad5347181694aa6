//! Somebody else's build script: the build fails when the committed crate is not what the model says.

use tinsmith_codegen::settings::Runtime;
use tinsmith_codegen::{Settings, Source, generate};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=../weather.json");
    println!("cargo::rerun-if-changed=../weather-api");
    let sources = [Source::new("weather.json", std::fs::read_to_string("../weather.json")?)];
    let mut settings = Settings::new("weather-api");
    settings.runtime = Runtime::Path("@CHECKOUT@/runtime".to_owned());
    let generated = generate(&sources, &settings).map_err(|found| found.render(&sources, false))?;
    let differences = generated.files.compare("../weather-api".as_ref())?;
    if !differences.is_empty() {
        return Err(format!("weather-api is out of date: {differences:?}").into());
    }
    Ok(())
}
