import html5lib
import pytest
from django import forms
from django.template.loader import render_to_string
from django.utils import translation


class Booking(forms.Form):
    name = forms.CharField(label="Name", help_text="As on the certificate.")
    remarks = forms.CharField(label="Remarks", required=False)
    forum = forms.ChoiceField(label="Forum", choices=[("1", "First"), ("2", "Second")], widget=forms.RadioSelect)
    consent = forms.BooleanField(label="I agree")


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def refused():
    form = Booking({})
    form.is_valid()
    return form


def parse(html):
    return html5lib.parse(html, namespaceHTMLElements=False)


def test_a_field_is_described_by_its_help_and_its_error(refused):
    tree = parse(refused["name"].as_field_group())
    field = tree.find(".//input")
    assert field.get("aria-describedby") == "id_name_helptext id_name_error"
    assert field.get("aria-invalid") == "true"
    assert field.get("class") == "ds-input"
    assert tree.find(".//*[@id='id_name_helptext']").text == "As on the certificate."
    assert tree.find(".//*[@id='id_name_error']/p").text == "This field is required."
    assert tree.find(".//label").get("for") == field.get("id")


def test_what_may_be_left_out_says_so_and_what_may_not_does_not(refused):
    assert "(optional)" in refused["remarks"].as_field_group()
    assert "(optional)" not in refused["name"].as_field_group()


def test_choices_are_a_group_with_a_legend_and_a_label_each(refused):
    tree = parse(refused["forum"].as_field_group())
    group = tree.find(".//fieldset")
    assert group.find("legend").text == "Forum"
    assert group.get("aria-describedby") == "id_forum_error"
    assert [label.get("for") for label in group.findall(".//label")] == [field.get("id") for field in group.findall(".//input")]


def test_a_single_checkbox_has_its_label_behind_it(refused):
    names = [element.tag for element in parse(refused["consent"].as_field_group()).find(".//div").iter()]
    assert names.index("input") < names.index("label")


def test_the_summary_of_errors_links_to_each_field_and_takes_the_focus(refused):
    tree = parse(render_to_string("forms/error_summary.html", {"form": refused}))
    summary = tree.find(".//div[@data-error-summary='']")
    assert (summary.get("tabindex"), summary.get("autofocus")) == ("-1", "")
    assert [link.get("href") for link in summary.findall(".//a")] == ["#id_name", "#id_forum_0", "#id_consent"]


def test_a_refusal_that_is_nobodys_answer_is_not_counted_as_one():
    form = Booking({"name": "Kim", "forum": "1", "consent": "on"})
    form.add_error(None, "Registration has closed.")
    tree = parse(render_to_string("forms/error_summary.html", {"form": form}))
    assert tree.find(".//h2").text == "Please read this first"
    assert [item.text for item in tree.findall(".//li")] == ["Registration has closed."]


def test_an_unsent_form_has_no_summary_of_errors():
    assert render_to_string("forms/error_summary.html", {"form": Booking()}).strip() == ""
