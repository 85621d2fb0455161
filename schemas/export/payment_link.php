<?php
//en A payment page for an invoice: made as a draft, then published. Each run makes another one; with the id of a link as
//en argument it only publishes that one. For the documented API.
//zh 账单的付款页：先创建草稿，再发布。每次运行都会创建新的付款链接；以链接 id 为参数时只发布该链接。适用于文档所述的 API。
declare(strict_types=1);

{{client}}

function makeDraft(): array
{
    try {
        $link = post('/payment-links', {{link}});
    } catch (PayInError $error) {
        if ($error->status === 400) {
            fwrite(STDERR, "this program is for the documented API, and the published code refuses it\n");
        }
        if ($error->isUncertain()) {
            fwrite(STDERR, "a draft may have been made: look for it in the dashboard before you run again\n");
        }
        throw $error;
    }
    if (!isset($link['id'])) {
        $advice = 'look for the draft in the dashboard before you run again';
        throw new PayInError('POST', 0, "the answer shows no id: $advice");
    }
    return $link;
}

try {
    $link = isset($argv[1]) ? ['id' => $argv[1]] : makeDraft();
    echo "id: {$link['id']}\n";
    try {
        $published = post(pathOf('payment-links', $link['id'], 'publish'));
    } catch (PayInError $error) {
        fwrite(STDERR, "not known to be published. To publish this link run again with its id: {$link['id']}\n");
        throw $error;
    }
    echo 'checkoutUrl: ', field($published, 'checkoutUrl', 'url') ?? field($link, 'checkoutUrl'), "\n";
} catch (Throwable $error) {
    fail($error);
}
