"""What verifies a region's certificates, seen and changed in the back office by those who work for the region."""

import html
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509 import load_pem_x509_certificates
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from certificates.domain import issue
from certificates.domain.issuer_keys import signing_key
from certificates.domain.seal_trial import choose_tried
from certificates.domain.seals import OWN, make_key
from certificates.models import IssuerKey, SealKey
from plugins.models import PluginActivation, RegionLogEntry
from tests import factories
from tests.conftest import SignedInClient
from tests.plugins.packages import info

pytestmark = pytest.mark.django_db


@pytest.fixture
def hesse(db):
    return factories.office("Hessen", language="en")


@pytest.fixture
def organiser(hesse):
    return factories.staff(hesse)


@pytest.fixture
def client(organiser):
    client = SignedInClient(headers={"accept-language": "en"})
    client.force_login(organiser)
    return client


@pytest.fixture
def address(hesse):
    return lambda name: reverse(f"certificate_trust:{name}", args=[hesse.pk])


def text(response):
    return " ".join(html.unescape(response.content.decode()).split())


def entry(action):
    return RegionLogEntry.objects.get(action=action)


# Who may look


def test_whoever_works_in_one_region_is_led_there_from_the_settings_menu(client, hesse, address):
    index = reverse("certificate_trust:index")
    assert index in text(client.get(reverse("wagtailadmin_home")))
    assert client.get(index).url == address("overview")


def test_whoever_works_in_several_chooses_one(client, organiser, hesse):
    other = factories.office("Sachsen")
    organiser.groups.add(other.groups.get(role="organisers").group)
    page = text(client.get(reverse("certificate_trust:index")))
    assert ("Hessen" in page, "Sachsen" in page) == (True, True)


@pytest.mark.parametrize("name", ["index", "overview", "address", "seal", "import", "rotate"])
def test_editors_and_staff_of_other_regions_find_nothing(hesse, address, name):
    for user in (factories.staff(hesse, "editors"), factories.staff(factories.office("Sachsen"))):
        client = SignedInClient()
        client.force_login(user)
        url = reverse("certificate_trust:index") if name == "index" else address(name)
        expected = 302 if name == "index" and not user.groups.filter(region_group__region=hesse).exists() else 404
        assert client.get(url).status_code == expected


# The overview


def test_the_overview_of_a_new_region_says_what_is_so_and_what_to_do(client, address):
    page = text(client.get(address("overview")))
    assert "http://localhost:8000/verify/ (the address of the site)" in page.replace("</a>", "")
    assert "Files are not signed." in page
    assert "There is none yet: the first is made with the first certificate." in page
    assert "It has no time stamp and no proofs for the long term (PAdES B-LT)." in page


def test_the_overview_shows_seal_and_keys_with_their_fingerprints(client, hesse, organiser, address, now):
    made = make_key(hesse, now=now)
    choose_tried(hesse, OWN, by=organiser, now=now)
    key = signing_key(hesse, now=now)
    page = text(client.get(address("overview")))
    digest = load_pem_x509_certificates(made.chain.encode())[0]
    assert key.kid in page
    assert f"/verify/issuers/{hesse.slug}/keys/" in page
    assert "CN=Koordinierungsstelle Hessen" in page
    assert digest.fingerprint(digest.signature_hash_algorithm).hex(":").upper() in page
    assert "Key of the region, kept by this site</strong> (since" in page


def test_a_seal_that_is_gone_is_said_loudly(client, hesse, address):
    hesse.certificate_seal = "gone_hsm"
    hesse.save()
    assert "The signature “gone_hsm” was chosen, and no plugin that is on here provides it." in text(
        client.get(address("overview"))
    )


@pytest.mark.parametrize("keys", [1, 3])
def test_the_overview_asks_as_much_however_many_keys_there_are(
    fresh_keys, client, hesse, address, now, keys, django_assert_num_queries
):
    from certificates.domain.issuer_keys import rotate_key

    for _key in range(keys):
        rotate_key(hesse, now=now)
        make_key(hesse, now=now)
    client.get(address("overview"))
    with django_assert_num_queries(16):
        client.get(address("overview"))


# The address


def test_a_new_address_is_looked_at_and_confirmed_before_it_holds(client, hesse, organiser, address, settings):
    settings.ALLOWED_HOSTS = ["*"]
    asked = client.post(address("address"), {"address": "https://verify.example.org/"})
    page = text(asked)
    assert "Change the address of verification?" in page
    assert 'href="https://verify.example.org/verify/"' in page
    assert "http://localhost:8000 has to go on leading here" in page
    assert "does not answer to" not in page
    hesse.refresh_from_db()
    assert hesse.verification_base == ""
    done = client.post(
        address("address"), {"address": "https://verify.example.org", "seen": "on", "confirm": "yes"}, follow=True
    )
    assert "Certificates issued from now on are verified at https://verify.example.org." in text(done)
    hesse.refresh_from_db()
    assert hesse.verification_base == "https://verify.example.org"
    assert (entry("certificates.address").user, entry("certificates.address").region) == (organiser, hesse)
    assert "http://localhost:8000, until" in text(client.get(address("overview")))


def test_without_a_look_nothing_changes_and_the_question_stays(client, hesse, address):
    page = text(client.post(address("address"), {"address": "https://verify.example.org", "confirm": "yes"}))
    assert "Open the address first, and tick the box" in page
    assert 'value="https://verify.example.org"' in page
    hesse.refresh_from_db()
    assert hesse.verification_base == ""


def test_a_name_this_site_does_not_answer_to_is_said_before(client, address, settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    page = text(client.post(address("address"), {"address": "https://verify.example.org"}))
    assert "this site does not answer to https://verify.example.org" in page


@pytest.mark.parametrize(
    "wrong",
    [
        "http://verify.example.org",
        "verify.example.org",
        "javascript:alert(1)",
        "https://",
        "https://[::1",
        "https://verify.example.org/?x=1",
        "https://verify.example.org/#x",
        "https://name:word@verify.example.org",
    ],
)
@pytest.mark.parametrize("more", [{}, {"seen": "on", "confirm": "yes"}])
def test_what_is_no_address_is_refused_and_stays_typed(client, hesse, address, wrong, more):
    response = client.post(address("address"), {"address": wrong, **more})
    assert "is no address that begins with https://" in text(response)
    assert f'value="{html.escape(wrong)}"' in response.content.decode()
    assert "From now on" not in text(response)
    hesse.refresh_from_db()
    assert hesse.verification_base == ""


def test_the_address_that_is_so_already_needs_no_change(client, hesse, address):
    hesse.verification_base = "https://verify.example.org"
    hesse.save()
    assert "This is the address already." in text(client.post(address("address"), {"address": "https://verify.example.org/"}))
    assert not RegionLogEntry.objects.filter(action="certificates.address").exists()


def test_an_empty_address_is_that_of_the_site_again(client, hesse, address):
    hesse.verification_base = "https://verify.example.org"
    hesse.save()
    assert "<strong>http://localhost:8000</strong>" in text(client.post(address("address"), {"address": ""}))
    client.post(address("address"), {"address": "", "seen": "on", "confirm": "yes"})
    hesse.refresh_from_db()
    assert hesse.verification_base == ""


# The signature


def test_a_trial_says_what_it_signed_with_and_changes_nothing(client, hesse, address, now):
    make_key(hesse, now=now)
    page = text(client.post(address("seal"), {"seal": OWN, "try": "yes"}))
    assert "The trial went well: the signature holds." in page
    assert "CN=Koordinierungsstelle Hessen" in page
    hesse.refresh_from_db()
    assert hesse.certificate_seal == ""


def test_choosing_a_signature_is_written_down(client, hesse, organiser, address, now):
    make_key(hesse, now=now)
    page = text(client.post(address("seal"), {"seal": OWN}, follow=True))
    assert "Files made from now on are signed." in page
    hesse.refresh_from_db()
    assert hesse.certificate_seal == OWN
    assert (entry("certificates.seal").user, entry("certificates.seal").data) == (organiser, {"before": "", "after": OWN})
    page = text(client.post(address("seal"), {"seal": ""}, follow=True))
    assert "Files made from now on are not signed." in page


@pytest.mark.parametrize("act", [{}, {"try": "yes"}])
def test_a_signature_without_a_key_is_refused_in_words(client, hesse, address, act):
    page = text(client.post(address("seal"), {"seal": OWN, **act}))
    assert "Hessen has no key to sign with yet: import or make one first." in page
    hesse.refresh_from_db()
    assert hesse.certificate_seal == ""


def test_one_whose_certificate_has_ended_is_refused(client, hesse, address, now):
    make_key(hesse, now=now - timedelta(days=4 * 365))
    assert "The certificate that it signs with has expired." in text(client.post(address("seal"), {"seal": OWN}))


def test_trying_no_signature_is_nothing(client, address):
    assert "Without a signature there is nothing to try." in text(client.post(address("seal"), {"seal": "", "try": "yes"}))


def test_a_signature_that_nobody_offers_is_refused(client, hesse, address):
    assert client.post(address("seal"), {"seal": "acme"}).status_code == 200
    hesse.refresh_from_db()
    assert hesse.certificate_seal == ""


HOOKS = """
from plugins.api import CertificateSeal, hookimpl

def chain(region):
    return [open({path!r}, "rb").read()]

def sign(region, data):
    {act}

@hookimpl
def certificate_seals():
    return [CertificateSeal(key="acme", label="Acme module", chain=chain, sign=sign)]
"""


@pytest.mark.parametrize(
    ("act", "said"),
    [
        ('raise ValueError("The module is locked. Unlock it.")', "The module is locked. Unlock it."),
        ("raise RuntimeError(1)", "The signature “Acme module” failed. Please tell the administrator."),
        ("raise SystemExit", "The signature “Acme module” failed. Please tell the administrator."),
        ('return b"x" * 64', "It signed, but the signature does not hold"),
    ],
)
def test_what_a_trial_finds_wrong_is_said_in_plain_words(installed, client, hesse, address, now, tmp_path, act, said):
    (own,) = load_pem_x509_certificates(make_key(hesse, now=now).chain.encode())
    place = tmp_path / "own.der"
    place.write_bytes(own.public_bytes(serialization.Encoding.DER))
    hooks = HOOKS.format(path=str(place), act=act)
    installed.install("acme", {"__init__.py": info("acme", hooks="acme.hooks"), "hooks.py": hooks})
    PluginActivation.objects.create(region=hesse, plugin="acme")
    for more in ({"try": "yes"}, {}):
        assert said in text(client.post(address("seal"), {"seal": "acme", **more}))
    hesse.refresh_from_db()
    assert hesse.certificate_seal == ""


# Keys


def p12(region, now, password=b"word"):
    """What an authority gives out: here made of a key that this site made for another region."""
    made = make_key(region, now=now)
    key = serialization.load_pem_private_key(made.value.reveal().encode(), None)
    (own,) = load_pem_x509_certificates(made.chain.encode())
    protection = serialization.BestAvailableEncryption(password)
    return SimpleUploadedFile("office.p12", pkcs12.serialize_key_and_certificates(b"x", key, own, [], protection))


def test_a_key_of_an_authority_is_imported_and_can_be_tried(client, hesse, organiser, address, now):
    file = p12(factories.region("Sachsen"), now)
    page = text(client.post(address("import"), {"file": file, "password": "word"}, follow=True))
    assert "The key is imported. Try it" in page
    assert "BEGIN" not in page
    assert SealKey.objects.get(region=hesse).retired_at is None
    assert entry("certificates.seal_key").user == organiser
    assert "The trial went well" in text(client.post(address("seal"), {"seal": OWN, "try": "yes"}))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"no key", "The file cannot be read: it is no PKCS #12 file, or the password is another."),
        (b"", "The file cannot be read: it is no PKCS #12 file, or the password is another."),
        (b"x" * 100_001, "The file is too large to be a key."),
    ],
)
def test_a_file_that_is_no_key_is_refused_in_words(client, hesse, address, content, said):
    file = SimpleUploadedFile("office.p12", content)
    assert said in text(client.post(address("import"), {"file": file, "password": "secret words"}))
    assert "secret words" not in text(client.post(address("import"), {"password": "secret words"}))
    assert not SealKey.objects.filter(region=hesse).exists()


def test_a_wrong_password_is_said(client, address, now):
    file = p12(factories.region("Sachsen"), now)
    assert "the password is another" in text(client.post(address("import"), {"file": file, "password": "other"}))


def test_a_new_key_for_credentials_is_made_after_a_question(fresh_keys, client, hesse, organiser, address, now):
    old = signing_key(hesse, now=now)
    assert "The private part of the old key is deleted for good." in text(client.get(address("rotate")))
    assert IssuerKey.objects.get(region=hesse) == old
    page = text(client.post(address("rotate"), follow=True))
    new = IssuerKey.objects.get(region=hesse, retired_at=None)
    assert f"signed with the new key {new.kid}." in page
    assert (new != old, old.kid in page) == (True, True)
    assert (entry("certificates.key").user, entry("certificates.key").data) == (organiser, {"kid": new.kid})


def test_what_was_signed_before_verifies_after_it(fresh_keys, client, hesse, address, now):
    from certificates.domain.verifying import verify_code
    from certificates.findings import Outcome

    event = factories.event(hesse)
    certificate = issue(factories.attended(factories.registration(event)), now=now)
    client.post(address("rotate"))
    found = {finding.about: finding.outcome for finding in verify_code(certificate.code).findings}
    assert found["credential"] is Outcome.PROVEN
