//! Which fund may pay for what; and what is done while a target waits for its windows.

use serde_json::{Value, json};

use super::{PLAN, Place};

fn place() -> Place {
    let place = Place::rows("id,date\nv1,2014-03-01\nv2,2014-05-01\n");
    let plan = PLAN.replace("[[activity]]", "[fund]\nnorth = \"The north\"\nsouth = \"The south\"\n[[activity]]\nid = \"b\"\ntitle = \"Another\"\nnumber = \"2\"\nlead = \"so\"\nfunds = [\"south\"]\n[[activity]]");
    let funds = "funds = [{ fund = \"north\", from = \"2014-01-01\", to = \"2014-06-30\", basis = \"Decision 1\" }, \
        { fund = \"south\", from = \"2014-05-01\", to = \"2014-08-31\" }]\n\
        target = [{ id = \"t\", log = \"visits\", schedule = { awaiting = \"guidance\" } }]";
    place.write("data/plans/p.toml", plan.replace("target = [{ id = \"t\", log = \"visits\" }]", funds));
    place
}

fn answer(place: &Place, arguments: &[&str]) -> Value {
    let run = place.run(&[arguments, &["--format", "json"]].concat());
    assert_eq!(run.status, 0, "{}", run.err);
    serde_json::from_str(&run.out).expect("a document")
}

#[test]
fn rules_say_who_may_pay_for_what_and_why() {
    let place = place();
    let all = answer(&place, &["funds", "--rules"]);
    let north = json!({"plan": "p", "fund": "north", "activity": "a", "number": null, "population": null,
        "from": "2014-01-01", "to": "2014-06-30", "basis": "Decision 1"});
    assert_eq!((all["rules"].as_array().expect("rules").len(), &all["rules"][0]), (3, &north));
    let named = |on: &str| {
        let found = answer(&place, &["funds", "--rules", "--on", on]);
        let rule = |rule: &Value| format!("{} {}", rule["fund"].as_str().expect("a fund"), rule["activity"].as_str().expect("an activity"));
        (found["rules"].as_array().expect("rules").iter().map(rule).collect::<Vec<_>>(), found["unpaid"].clone())
    };
    assert_eq!(named("2014-05-31"), (vec!["north a".to_owned(), "south b".to_owned(), "south a".to_owned()], json!([])));
    assert_eq!(named("2014-12-31"), (vec!["south b".to_owned()], json!(["a"])));
    let shown = place.run(&["funds", "--rules", "--on", "2014-12-31", "--lang", "en"]).out;
    assert!(shown.contains("On 2014-12-31 no fund may pay for: An activity."), "{shown}");
    assert_eq!(place.run(&["funds", "--on", "2014-12-31"]).status, 2);
}
