/** What an example is to be written for. */
export interface SigningExampleSetting {
  /** such as `https://api.example`, without a slash at the end */
  readonly baseUrl: string
  readonly clientCode: string
  readonly signKey: string
  /** below the base, such as `/api/v1/integration/payment/status` */
  readonly path: string
  /** compact JSON without apostrophes */
  readonly body: string
}

export interface SigningExample {
  readonly id: 'curl' | 'python' | 'php' | 'node' | 'go'
  readonly name: string
  readonly code: string
}

/** A whole signed call in five languages, each with nothing but what comes with the language. */
export function signingExamples(setting: SigningExampleSetting): readonly SigningExample[] {
  return [
    { id: 'curl', name: 'curl + openssl', code: curl(setting) },
    { id: 'python', name: 'Python', code: python(setting) },
    { id: 'php', name: 'PHP', code: php(setting) },
    { id: 'node', name: 'Node.js', code: node(setting) },
    { id: 'go', name: 'Go', code: go(setting) },
  ]
}

function curl({ baseUrl, clientCode, signKey, path, body }: SigningExampleSetting): string {
  return `BASE_URL='${baseUrl}'
CLIENT_CODE='${clientCode}'
SIGN_KEY='${signKey}'
CALL='${path}'
BODY='${body}'

TIMESTAMP=$(date +%s)
SIGNATURE=$(printf '%s' "\${CLIENT_CODE}\${TIMESTAMP}POST\${CALL}\${BODY}" \\
  | openssl dgst -sha1 -hmac "$SIGN_KEY" | sed 's/.* //')

curl --silent --show-error "$BASE_URL$CALL" \\
  --header 'Content-Type: application/json' \\
  --header "client_code: $CLIENT_CODE" \\
  --header "timestamp: $TIMESTAMP" \\
  --header "signature: $SIGNATURE" \\
  --data-binary "$BODY"
`
}

function python({ baseUrl, clientCode, signKey, path, body }: SigningExampleSetting): string {
  return `import hashlib, hmac, json, time, urllib.error, urllib.request

BASE_URL = '${baseUrl}'
CLIENT_CODE = '${clientCode}'
SIGN_KEY = '${signKey}'
CALL = '${path}'

body = json.dumps(json.loads('${body}'), separators=(',', ':'))
timestamp = str(int(time.time()))
message = CLIENT_CODE + timestamp + 'POST' + CALL + body
signature = hmac.new(SIGN_KEY.encode(), message.encode(), hashlib.sha1).hexdigest()

request = urllib.request.Request(BASE_URL + CALL, data=body.encode(), method='POST', headers={
    'Content-Type': 'application/json',
    'client_code': CLIENT_CODE,
    'timestamp': timestamp,
    'signature': signature,
})
try:
    answer = urllib.request.urlopen(request).read()
except urllib.error.HTTPError as refused:
    answer = refused.read()
print(answer.decode())
`
}

function php({ baseUrl, clientCode, signKey, path, body }: SigningExampleSetting): string {
  return `<?php
$baseUrl = '${baseUrl}';
$clientCode = '${clientCode}';
$signKey = '${signKey}';
$call = '${path}';
$body = '${body}';

$timestamp = (string) time();
$signature = hash_hmac('sha1', $clientCode . $timestamp . 'POST' . $call . $body, $signKey);

$request = curl_init($baseUrl . $call);
curl_setopt_array($request, [
    CURLOPT_POST => true,
    CURLOPT_POSTFIELDS => $body,
    CURLOPT_RETURNTRANSFER => true,
    CURLOPT_HTTPHEADER => [
        'Content-Type: application/json',
        'client_code: ' . $clientCode,
        'timestamp: ' . $timestamp,
        'signature: ' . $signature,
    ],
]);
echo curl_exec($request), PHP_EOL;
`
}

function node({ baseUrl, clientCode, signKey, path, body }: SigningExampleSetting): string {
  return `import { createHmac } from 'node:crypto'

const baseUrl = '${baseUrl}'
const clientCode = '${clientCode}'
const signKey = '${signKey}'
const call = '${path}'
const body = '${body}'

const timestamp = String(Math.floor(Date.now() / 1000))
const message = clientCode + timestamp + 'POST' + call + body
const signature = createHmac('sha1', signKey).update(message).digest('hex')

const answer = await fetch(baseUrl + call, {
  method: 'POST',
  headers: { 'content-type': 'application/json', client_code: clientCode, timestamp, signature },
  body,
})
console.log(await answer.text())
`
}

function go({ baseUrl, clientCode, signKey, path, body }: SigningExampleSetting): string {
  return `package main

import (
	"crypto/hmac"
	"crypto/sha1"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
)

const (
	baseURL    = "${baseUrl}"
	clientCode = "${clientCode}"
	signKey    = "${signKey}"
	call       = "${path}"
	body       = \`${body}\`
)

func main() {
	timestamp := strconv.FormatInt(time.Now().Unix(), 10)
	mac := hmac.New(sha1.New, []byte(signKey))
	mac.Write([]byte(clientCode + timestamp + "POST" + call + body))

	request, err := http.NewRequest("POST", baseURL+call, strings.NewReader(body))
	if err != nil {
		panic(err)
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("client_code", clientCode)
	request.Header.Set("timestamp", timestamp)
	request.Header.Set("signature", hex.EncodeToString(mac.Sum(nil)))
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		panic(err)
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		panic(err)
	}
	fmt.Println(string(answer))
}
`
}
