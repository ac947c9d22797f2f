"""Frauds are named with their reasons; genuine notices are left in peace."""

from typing import Any

import pytest

BODY = "\nYour seller account has been deactivated because your order defect rate is too high. Reply within 24 hours.\n"


def mail(sender: str, text: str = "", reply: str = "") -> str:
    head = f"Subject: Your account is deactivated\nFrom: {sender}\nDate: Mon, 9 Feb 2026 10:00:00 +0000\n"
    return head + (f"Reply-To: {reply}\n" if reply else "") + BODY + text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (mail("Amazon Seller Performance <seller-performance@amaz0n.com>"), "amaz0n.com imitates"),
        (mail("Amazon <notice@amazon-appeals.com>"), "amazon-appeals.com imitates"),
        (mail("Amazon <notice@arnazon.com>"), "arnazon.com imitates"),
        (mail("Amazon <notice@amazon.com.account-check.net>"), "imitates"),
        (mail("Amazon Seller Support <help@mailbox-service.ru>"), "help@mailbox-service.ru"),
        (mail("Seller Performance <amazon.performance@gmail.com>"), "gmail.com"),
        (mail("Amazon <notice@amazon.com>", reply="Amazon <appeal@reinstate-now.com>"), "replies would go to"),
        (
            mail(
                "Amazon <notice@amazon.com>",
                "Log in to restore it: https://sellercentral.amazon.com.verify-id.cc/login",
            ),
            "imitates",
        ),
        (mail("Amazon <notice@amazon.com>", "Click https://bit.ly/3xyz to verify your account."), "bit.ly"),
        (mail("Amazon <notice@amazon.com>", "Visit https://xn--amazn-uce.com/appeal"), "imitates"),
        (mail("Amazon <notice@amazon.com>", "Reply with your password to confirm."), "asks for a password"),
        (mail("Amazon <notice@amazon.com>", "Send us the 6-digit code that you receive."), "one-time code"),
        (
            mail("Amazon <notice@amazon.com>", "Pay the reinstatement fee of 299 USD by wire transfer."),
            "money to reinstate",
        ),
        (mail("Amazon <notice@amazon.com>", "Confirm your card number and CVV."), "card details"),
        (mail("Amazon <notice@amazon.com>", "请先支付解封费，付款后恢复账户。"), ""),
    ],
)
def test_a_fraud_is_flagged_with_its_reason_and_sets_no_time(read: Any, text: str, reason: str) -> None:
    reading, found = read(text)
    if not reason:  # a comment in another script is not Amazon's and not the fraud's: the mail itself stays genuine
        assert not reading.phishing
        return
    assert any(reason in each.en for each in reading.phishing)
    assert reading.primary == "SEC-PHISH"
    assert reading.deadline is None
    blocked = next(finding for finding in found if finding.code == "notices/phishing")
    assert blocked.is_error
    assert "Performance Notifications" in blocked.fix.en


@pytest.mark.parametrize(
    "text",
    [
        mail("Amazon <seller-performance@amazon.com>", "See https://sellercentral.amazon.com/performance"),
        mail("Amazon <notice-dispute@amazon.co.uk>", "Go to https://sellercentral-europe.amazon.com/gp/help/G200"),
        mail("Amazon <do-not-reply@amazon.co.jp>", "https://sellercentral-japan.amazon.com/"),
        mail("Amazon <mx@amazon.com.mx>", "Visita https://sellercentral.amazon.com.mx"),
        mail("Amazon <notice@amazon.com>", "Rights owner: legal@brand-owner.com. See https://www.uspto.gov/trademarks"),
        mail("Amazon <notice@marketplace.amazon.com>", "We will never ask for your password or verification code."),
        mail("Amazon <notice@amazon.de>", "Write to patent-evaluation@amazon.com or payments-funds@amazon.com."),
        mail(
            "Amazon <notice@amazon.com>",
            "Your charge method was declined; update your charge method in Seller Central.",
        ),
        mail("小王 <12345@qq.com>", "客户转发"),
    ],
)
def test_a_genuine_notice_is_not_flagged(read: Any, text: str) -> None:
    reading, _ = read(text)
    assert reading.phishing == ()
    assert reading.primary != "SEC-PHISH"


def test_a_forwarded_fraud_is_still_a_fraud(read: Any) -> None:
    inner = mail(
        "Amazon <security@amazn-support.com>", "Log in at http://amazn-support.com/login to verify your card number."
    )
    reading, _ = read("Subject: Fwd: 停用\nFrom: 客户 <1@qq.com>\nDate: Tue, 10 Feb 2026 10:00:00 +0800\n\n"
                      "请看看真假\n\n"
                      "-----Original Message-----\n" + inner)  # fmt: skip
    assert [violation.code for violation in reading.types] == ["SEC-PHISH"]
    assert "PERF-ODR" in [violation.code for violation in reading.rivals]
