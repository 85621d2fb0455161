<?php
//en A payment page for an invoice: made as a draft, then published.
//zh 账单的付款页：先创建草稿，再发布。
declare(strict_types=1);

{{client}}

try {
    //en If the answer is lost, a draft may remain. Nobody can pay a draft, so the program may simply be run again.
    //zh 若应答丢失，可能留下一个草稿。草稿无法付款，因此可以直接重新运行本程序。
    $link = post('/payment-links', {{link}});
    $published = post(pathOf('payment-links', $link['id'], 'publish'));
    echo "id: {$link['id']}\n";
    echo 'checkoutUrl: ', field($published, 'checkoutUrl', 'url') ?? field($link, 'checkoutUrl'), "\n";
} catch (Exception $error) {
    fwrite(STDERR, $error->getMessage() . "\n");
    exit(1);
}
