//! The JSON Schema of a plan and of `tiendo.toml`: what editors complete and check while somebody writes.
//!
//! It is made of the loader's own list of keys. Draft 7 is what Taplo, and with it Even Better TOML, reads.

use serde_json::{Map, Value, json};

use crate::check::RULES;
use crate::load::forms::{COMPARISON, FORMS, Form, GOAL, Key, NUMBER, PLAN, SETTINGS, Takes};
use crate::text::{Lang, Message};

const DRAFT: &str = "http://json-schema.org/draft-07/schema#";

/// Which file a schema is of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SchemaOf {
    /// A plan.
    Plan,
    /// `tiendo.toml`.
    Workspace,
}

/// The schema, with descriptions in both languages; `first` is the one that comes first.
pub fn schema(of: SchemaOf, first: Lang) -> Value {
    let writer = Writer { first };
    let form = if of == SchemaOf::Plan { &PLAN } else { &SETTINGS };
    let title = if of == SchemaOf::Plan { ("Kế hoạch của tiendo", "A plan of tiendo") } else { ("tiendo.toml", "tiendo.toml") };
    let mut reached: Vec<&'static Form> = Vec::new();
    let mut schema = writer.object(form, &mut reached);
    let mut definitions = Map::new();
    let mut at = 0;
    while let Some(form) = reached.get(at).copied() {
        definitions.insert(name(form), writer.object(form, &mut reached));
        at += 1;
    }
    let described = std::mem::take(&mut schema);
    let mut all = json!({ "$schema": DRAFT, "title": writer.first(title) });
    if let (Value::Object(all), Value::Object(described)) = (&mut all, described) {
        all.extend(described);
        all.insert("definitions".to_owned(), Value::Object(definitions));
    }
    all
}

/// What a form is called among the definitions: its place in the list tells forms apart that have one name.
fn name(form: &Form) -> String {
    let words = form.en.trim_start_matches("a ").trim_start_matches("an ").replace('`', "").replace(' ', "-");
    let at = FORMS.iter().filter(|other| other.en == form.en).position(|other| is(other, form)).unwrap_or_default();
    if at == 0 { words } else { format!("{words}-{}", at + 1) }
}

struct Writer {
    first: Lang,
}

impl Writer {
    fn first(&self, (vi, en): (&'static str, &'static str)) -> &'static str {
        if self.first == Lang::Vi { vi } else { en }
    }

    fn both(&self, vi: &str, en: &str) -> String {
        if self.first == Lang::Vi { format!("{vi}\n\n{en}") } else { format!("{en}\n\n{vi}") }
    }

    /// A table.
    fn object(&self, form: &'static Form, reached: &mut Vec<&'static Form>) -> Value {
        let mut properties = Map::new();
        for key in form.described() {
            properties.insert(key.key.to_owned(), self.key(key, reached));
        }
        let needed: Vec<&str> = form.described().filter(|key| key.needed).map(|key| key.key).collect();
        // The keys of a threshold may be periods, or the words of a column.
        let others = if is(form, &NUMBER) || is(form, &GOAL) {
            json!({ "anyOf": [{ "type": "number" }, { "type": "object" }] })
        } else {
            Value::Bool(false)
        };
        let mut object = json!({
            "type": "object",
            "description": self.both(&sentence(form.vi), &sentence(form.en)),
            "properties": properties,
            "additionalProperties": others,
        });
        if !needed.is_empty() {
            object["required"] = needed.into();
        }
        object
    }

    /// A key of a table.
    fn key(&self, key: &Key, reached: &mut Vec<&'static Form>) -> Value {
        let taken = self.takes(key.takes, reached);
        let description = self.both(key.vi, key.en);
        // Beside a reference nothing else is read.
        let mut value = if taken.get("$ref").is_some() { json!({ "allOf": [taken] }) } else { taken };
        value["description"] = description.into();
        if let Some(example) = key.example.and_then(|example| serde_json::from_str::<Value>(example).ok()) {
            value["examples"] = json!([example]);
        }
        value
    }

    /// What stands behind a key.
    fn takes(&self, takes: Takes, reached: &mut Vec<&'static Form>) -> Value {
        let or_list = |one: Value| json!({ "anyOf": [one, { "type": "array", "items": one }] });
        match takes {
            Takes::Text => json!({ "type": "string" }),
            Takes::Texts => or_list(json!({ "type": "string" })),
            Takes::Words(words) => json!({ "type": "string", "enum": words }),
            Takes::Several(words) => or_list(json!({ "type": "string", "enum": words })),
            Takes::Pattern(pattern) => json!({ "type": "string", "pattern": pattern }),
            Takes::Flag => json!({ "type": "boolean" }),
            Takes::Number => json!({ "type": "number" }),
            Takes::Whole(least, i64::MAX) => json!({ "type": "integer", "minimum": least }),
            Takes::Whole(least, most) => json!({ "type": "integer", "minimum": least, "maximum": most }),
            Takes::Table(form) => reference(form, reached),
            Takes::Tables(form) => or_list(reference(form, reached)),
            Takes::Named(of) => json!({ "type": "object", "additionalProperties": self.takes(*of, reached) }),
            Takes::Listed(of) => or_list(self.takes(*of, reached)),
            Takes::Either(all) => {
                let all: Vec<Value> = all.iter().map(|one| self.takes(*one, reached)).collect();
                json!({ "anyOf": all })
            }
            // A dotted name is a table within a table.
            Takes::Points => json!({ "type": "object", "additionalProperties": { "type": ["number", "object"] } }),
            Takes::Conditions => {
                let comparison = reference(&COMPARISON, reached);
                let scalar = json!({ "type": ["string", "number", "boolean", "array"] });
                let names: Vec<&str> = COMPARISON.keys().collect();
                let dotted = json!({ "type": "object", "propertyNames": { "not": { "enum": names } } });
                json!({ "type": "object", "additionalProperties": { "anyOf": [scalar, comparison, dotted] } })
            }
            Takes::Checks => self.checks(),
        }
    }

    /// The rules by name, and by code.
    fn checks(&self) -> Value {
        let weight = json!({ "type": "string", "enum": ["error", "warning", "off"] });
        let tolerance = Message::new(
            "Chậm bao nhiêu phần của kỳ thì mới bị xem là chậm; mặc định 0.1.",
            "How far of a window it may lag before it is behind; 0.1 where nothing is said.",
        );
        let mut properties = Map::new();
        let described = self.both(tolerance.get(Lang::Vi), tolerance.get(Lang::En));
        properties
            .insert("pace_tolerance".to_owned(), json!({ "type": "number", "minimum": 0, "description": described, "examples": [0.1] }));
        for code in RULES {
            let summary = code.summary();
            let both = self.both(&format!("{} {}.", code.id, summary.get(Lang::Vi)), &format!("{} {}.", code.id, summary.get(Lang::En)));
            let mut one = weight.clone();
            one["description"] = both.into();
            properties.insert(code.name.to_owned(), one);
        }
        let ids: Vec<&str> = RULES.iter().map(|code| code.id).collect();
        let mut pattern = Map::new();
        pattern.insert(format!("^({})$", ids.join("|")), weight);
        json!({ "type": "object", "properties": properties, "patternProperties": pattern, "additionalProperties": false })
    }
}

fn reference(form: &'static Form, reached: &mut Vec<&'static Form>) -> Value {
    if !reached.iter().any(|known| is(known, form)) {
        reached.push(form);
    }
    json!({ "$ref": format!("#/definitions/{}", name(form)) })
}

/// Whether two are one and the same.
fn is(one: &Form, other: &Form) -> bool {
    std::ptr::eq(one, other)
}

/// With a capital letter and a full stop.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + letters.as_str() + ".")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_key_of_every_form_is_in_a_schema() {
        let [plan, workspace] = [SchemaOf::Plan, SchemaOf::Workspace].map(|of| schema(of, Lang::En));
        for form in FORMS.iter().filter(|form| !form.is_free()) {
            let object = match *form {
                form if is(form, &PLAN) => &plan,
                form if is(form, &SETTINGS) => &workspace,
                form => [&plan, &workspace].into_iter().find_map(|schema| schema["definitions"].get(name(form))).expect(form.en),
            };
            for key in form.keys() {
                let said = object["properties"][key]["description"].as_str().unwrap_or_default();
                assert!(said.contains("\n\n"), "{}: {key}", form.en);
            }
        }
    }

    #[test]
    fn names_of_definitions_are_their_own() {
        let names: BTreeSet<String> = FORMS.iter().map(|form| name(form)).collect();
        assert_eq!(names.len(), FORMS.len());
    }

    #[test]
    fn examples_are_written_as_they_are_read() {
        for key in FORMS.iter().flat_map(|form| form.described()) {
            if let Some(example) = key.example {
                assert!(serde_json::from_str::<Value>(example).is_ok(), "{}: {example}", key.key);
            }
        }
    }
}
