"""A client of an institution as institutions write them: signs compact JSON and lets the library send it with blanks."""
import hashlib
import hmac
import json
import math
import sys
import time
import urllib.error
import urllib.request

HOST, CLIENT_CODE, SIGN_KEY = sys.argv[1:4]
PREFIX = "/api/v1/integration/"


def sign(timestamp, path, body):
    text = CLIENT_CODE + timestamp + "POST" + path + json.dumps(body, separators=(",", ":"))
    return hmac.new(SIGN_KEY.encode(), text.encode(), hashlib.sha1).hexdigest()


def post(call, body):
    timestamp = str(math.ceil(time.time()))
    path = PREFIX + call
    request = urllib.request.Request(
        HOST + "/" + path,  # a double slash is asked for, a single one is signed
        data=json.dumps(body).encode(),
        headers={
            "Content-Type": "application/json",
            "client_code": CLIENT_CODE,  # urllib writes it as Client_code
            "timestamp": timestamp,
            "signature": sign(timestamp, path, body),
        },
    )
    try:
        with urllib.request.urlopen(request) as response:
            answer = json.loads(response.read())
            assert response.status == 200 and answer["success"] is True
            return answer["data"]
    except urllib.error.HTTPError as error:
        answer = json.loads(error.read())
        assert answer["success"] is False
        return {"http": error.code, "code": answer["code"], "message": answer["message"]}


code = {"redeem_code": "UJI0KODE0017"}
session = {**code, "scope": "uk", "sequence": 999}
story = [
    post("payment/redeem-code/status", code),
    post("payment/redeem-code/status", {**code, "sequence": 999}),
    post("payment/redeem-code/commit", code),
    post("payment/redeem-code/commit", code),
    post(
        "oauth/url-generate",
        {
            **code,
            "sequence": 999,
            "redirect_uri": "https://lp.contoh.test/kembali",
            "email": "peserta-python@contoh.test",
        },
    ),
    post("tpm/submission", {**session, "url_file": "https://lp.contoh.test/a.pdf?a=1&b=<2>"}),
    post("tpm/feedback/submission", {**session, "notes": "Caf\u00e9 & rapi"}),
    post("tpm/submission/status", session),
]
print(json.dumps(story))
