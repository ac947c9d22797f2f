"""What composed notices ask for, counted by topic as a specialist reads them; what asks for nothing gives nothing."""

from pathlib import Path
from typing import Any

import pytest
import yaml

TUNED = Path(__file__).parent / "corpus" / "tuned"
SHORT = {
    "root_cause": "cause", "corrective": "done", "preventive": "prevent", "documents": "papers",
    "explanation": "explain", "other": "other",
}  # fmt: skip

#: Name of a notice, then its asks by topic, with their number where it is not one.
ASKS = {
    "de2_vtr_full": "cause done prevent",
    "de2_cxl_lsr_von": "other",
    "de2_design_tm": "papers",
    "de2_gpsr_mez": "papers",
    "de2_linked": "papers",
    "de2_reviewhold": "",
    "de2_final_forged": "",
    "de2_verify_suspicious": "papers2 other",
    "de2_extort": "",
    "en_odr_us_account_deactivated_full": "cause done prevent",
    "en_odr_ca_fulfilment_only": "cause done prevent",
    "en_az_claim_us_respond_72h": "papers2 other",
    "en_cb_au_short": "papers",
    "en_cxl_in_restricted": "cause done prevent",
    "en_vtr_lsr_uk_two_metrics": "cause done prevent",
    "en_otdr_de_english_warning": "",
    "en_idr_odr_it_english_forwarded": "cause done prevent papers",
    "en_inauth_ae_account": "prevent papers2",
    "en_nad_us_different_product": "cause prevent other",
    "en_nad_quality_in_two": "cause done prevent papers",
    "en_safety_us_injury_7_days": "papers4 explain",
    "en_ip_patd_us_listing": "papers3 other",
    "en_ip_cf_us_test_buy": "papers3",
    "en_ip_acct_us_72h_warning": "cause done prevent",
    "en_rp_approval_us_declined": "papers2",
    "en_verify_us_inform_10_days": "papers2 other",
    "en_fund_us_held_subject": "papers3",
    "en_moreinfo_odr_us_full": "cause done papers",
    "en_ack_us_case_linked": "",
    "en_final_review_us": "",
    "en_reinstated_us_lsr": "",
    "en_extort_buyer_message_us": "",
    "en_info_odr_policy_announcement": "",
    "en_fund_uk_permanent": "",
    "es2_ipacct_full": "cause done prevent papers",
    "es2_ipsusp": "papers",
    "es2_quality_safety": "papers",
    "es2_usn_nad_mx": "other",
    "pt2_inauth_injected": "papers other2",
    "fr2_nad_full_quinze": "cause done prevent",
    "fr2_copyright": "papers",
    "fr2_dropship_zh": "papers2 other",
    "fr2_chargeback": "papers",
    "fr2_ack": "",
    "fr2_news": "",
    "it2_odr_az_full": "cause done prevent",
    "it2_tm_two": "other",
    "it2_reinstated_untied": "",
    "ja2_cxl_full": "cause done prevent",
    "ja2_otdr_warn": "cause prevent",
    "ja2_idr_it_store": "",
    "ja2_quality_inauth": "cause papers",
    "ja2_rp_listing_review": "",
    "ja2_dropship_staff": "papers3 other",
    "ja2_conduct": "prevent",
    "ja2_reinstated": "",
    "zh2_odr_full": "cause done prevent",
    "zh2_az_extra": "papers",
    "zh2_chargeback_qq": "papers",
    "zh2_inauth_old": "prevent papers2",
    "zh2_safety_7d": "papers4",
    "zh2_tm_listing": "papers",
    "zh2_review_72call_staff": "done papers explain",
    "zh2_rpaccount_pt_time": "cause prevent other",
    "zh2_fund_hold": "papers3",
    "zh2_moreinfo_inauth": "cause prevent papers",
    "zh2_final_linked": "",
    "zh2_extort": "",
    "zh2_reinstated_link": "",
}


@pytest.fixture(scope="module")
def texts() -> dict[str, Any]:
    return {
        case["name"]: case for path in sorted(TUNED.glob("*.yaml"))
        for case in yaml.safe_load(path.read_text(encoding="utf-8"))
    }  # fmt: skip


@pytest.mark.parametrize("name", list(ASKS))
def test_the_asks_of_a_notice_are_counted_by_topic(read: Any, texts: dict[str, Any], name: str) -> None:
    asked = [SHORT[ask.topic] for ask in read(texts[name]["text"])[0].asks]
    counts = [(topic, asked.count(topic)) for topic in SHORT.values() if topic in asked]
    assert " ".join(topic if count == 1 else f"{topic}{count}" for topic, count in counts) == ASKS[name]


def test_every_ask_is_in_the_words_of_the_notice(read: Any, texts: dict[str, Any]) -> None:
    for name in ASKS:
        reading, _ = read(texts[name]["text"])
        flat = " ".join(reading.text.split())
        assert all(" ".join(ask.quote.split()) in flat for ask in reading.asks), name


@pytest.mark.parametrize(
    "text",
    [
        "Hello,\nPlease do not send documents. No plan of action is needed.",
        "您好，\n请勿再次提交文件。无需提供任何资料。",
        "Hello,\nWe removed these listings:\n- B0AAAA1111\n- B0BBBB2222\nThey break our policy.",
    ],
)
def test_what_is_not_asked_is_no_ask(read: Any, text: str) -> None:
    assert read(text)[0].asks == ()
