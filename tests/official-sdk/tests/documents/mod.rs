//! Random response bodies, the same in every run: members that are there, absent, null or unknown, in any order.

use fastrand::Rng;
use serde_json::{Map, Value, json};

/// Makes response bodies.
pub(crate) struct Documents {
    random: Rng,
}

impl Documents {
    pub(crate) fn new(seed: u64) -> Self {
        Self {
            random: Rng::with_seed(seed),
        }
    }

    pub(crate) fn index(&mut self, length: usize) -> usize {
        self.random.usize(0..length)
    }

    /// `{"execution": ...}`
    pub(crate) fn with_execution(&mut self) -> String {
        let execution = self.execution();
        self.object(vec![("execution", execution)]).to_string()
    }

    /// Two lists of summaries.
    pub(crate) fn pending(&mut self) -> String {
        let lists = ["inProgressJobs", "queuedJobs"].map(|name| {
            let count = self.random.usize(0..4);
            let summaries: Vec<Value> = (0..count).map(|_| self.summary()).collect();
            (name, Value::from(summaries))
        });
        self.object(lists.into()).to_string()
    }

    /// A state and a document.
    pub(crate) fn update(&mut self) -> String {
        let state = vec![
            ("status", self.status()),
            ("statusDetails", self.details()),
            ("versionNumber", self.integer()),
        ];
        let members = vec![
            ("executionState", self.object(state)),
            ("jobDocument", self.text()),
        ];
        self.object(members).to_string()
    }

    /// The members that errors have.
    pub(crate) fn error(&mut self) -> String {
        // The bytes 0 to 2, 255 and 254.
        let payload = ["", "AA==", "AAE=", "AAEC", "//4="][self.index(5)];
        let members = vec![
            ("message", self.text()),
            ("resourceId", self.text()),
            ("payload", payload.into()),
        ];
        self.object(members).to_string()
    }

    fn execution(&mut self) -> Value {
        let members = vec![
            ("jobId", self.text()),
            ("thingName", self.text()),
            ("status", self.status()),
            ("statusDetails", self.details()),
            ("queuedAt", self.integer()),
            ("startedAt", self.integer()),
            ("lastUpdatedAt", self.integer()),
            ("approximateSecondsBeforeTimedOut", self.integer()),
            ("versionNumber", self.integer()),
            ("executionNumber", self.integer()),
            ("jobDocument", self.text()),
        ];
        self.object(members)
    }

    fn summary(&mut self) -> Value {
        let members = vec![
            ("jobId", self.text()),
            ("queuedAt", self.integer()),
            ("startedAt", self.integer()),
            ("lastUpdatedAt", self.integer()),
            ("versionNumber", self.integer()),
            ("executionNumber", self.integer()),
        ];
        self.object(members)
    }

    /// Some of these members, some of them null, and now and then one that nobody knows.
    fn object(&mut self, members: Vec<(&str, Value)>) -> Value {
        let mut object = Map::new();
        for (name, value) in members {
            match self.random.u8(0..10) {
                0 => {}
                1 => {
                    object.insert(name.to_owned(), Value::Null);
                }
                _ => {
                    object.insert(name.to_owned(), value);
                }
            }
        }
        if self.random.u8(0..5) == 0 {
            let unknown = json!({"a": [null, 1.5e300, {"status": []}], "é": self.text()});
            object.insert(
                ["unknown", "__type_", "jobid"][self.index(3)].to_owned(),
                unknown,
            );
        }
        Value::Object(object)
    }

    fn status(&mut self) -> Value {
        [
            "QUEUED",
            "IN_PROGRESS",
            "SUCCEEDED",
            "TIMED_OUT",
            "queued",
            "",
            "NEW",
        ][self.index(7)]
        .into()
    }

    fn details(&mut self) -> Value {
        let count = self.random.usize(0..4);
        let mut details = Map::new();
        for index in 0..count {
            details.insert(
                format!("{index}{}", self.random.alphanumeric()),
                self.text(),
            );
        }
        Value::Object(details)
    }

    fn integer(&mut self) -> Value {
        match self.random.u8(0..6) {
            0 => i64::MIN.into(),
            1 => i64::MAX.into(),
            2 => 0.into(),
            3 => ((1_i64 << 53) + 1).into(),
            _ => self.random.i64(..).into(),
        }
    }

    fn text(&mut self) -> Value {
        let length = self.random.usize(0..20);
        let text: String = (0..length)
            .map(|_| match self.random.u8(0..3) {
                0 => self.random.char('\u{0}'..='\u{7f}'),
                1 => self.random.char('\u{80}'..='\u{ffff}'),
                _ => self.random.char('\u{10000}'..='\u{10ffff}'),
            })
            .collect();
        text.into()
    }
}
