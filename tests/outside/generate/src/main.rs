//! Somebody else's xtask: writes the crate `weather-api` beside itself.

use tinsmith_codegen::settings::Runtime;
use tinsmith_codegen::{Settings, Source, generate};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(model), Some(out), Some(runtime)) = (arguments.next(), arguments.next(), arguments.next()) else {
        return Err("usage: generate MODEL OUT RUNTIME".into());
    };
    let sources = [Source::new("weather.json", std::fs::read_to_string(model)?)];
    let mut settings = Settings::new("weather-api");
    settings.runtime = Runtime::Path(runtime);
    match generate(&sources, &settings) {
        Ok(generated) => {
            eprint!("{}", generated.warnings.render(&sources, false));
            generated.files.write(out.as_ref())?;
            Ok(())
        }
        Err(diagnostics) => Err(diagnostics.render(&sources, false).into()),
    }
}
