# Calls of an unmodified gem twitter. Reads the app from its environment, prints what each call gave as one JSON object.
require 'json'
require 'tempfile'
require 'twitter'

$given = {}
def call(name)
  $given[name] = yield
rescue StandardError => e
  $given[name] = "#{e.class}: #{e.message}"
end

client = Twitter::REST::Client.new do |config|
  config.consumer_key = ENV['CONSUMER_KEY']
  config.consumer_secret = ENV['CONSUMER_SECRET']
  config.access_token = ENV['ACCESS_TOKEN']
  config.access_token_secret = ENV['ACCESS_SECRET']
  config.proxy = { host: '127.0.0.1', port: ENV['PROXY_PORT'].to_i }
end
customer = ENV['CUSTOMER_ID'].to_i
picture = Tempfile.new(['a', '.png'])
picture.binmode
picture.write(ENV['PNG'].unpack1('m'))
picture.flush

call('verify_credentials') { client.verify_credentials(include_email: true).email }
call('users') { client.users('ann', 'shop').map(&:screen_name) }
call('bad_user') { client.user('nobody_here') }
call('send') { client.create_direct_message(customer, "It's (ok) & done! ~ é 中").text }
call('event') { client.create_direct_message_event(customer, 'event').direct_message.text }
call('media') { client.create_direct_message_event_with_media(customer, 'pic', File.new(picture.path)).direct_message.recipient_id.to_s }
call('sent') { client.direct_messages_sent.map { |message| message.text.sub(%r{ https://t.co/\S+$}, '') } }
welcome = client.create_welcome_message('Hello there', 'greeting')
call('rule') { client.create_welcome_message_rule(welcome.id).welcome_message_id == welcome.id }
call('welcome_list') { client.welcome_message_list.size }
call('follow') { client.follow('ann').map(&:screen_name) }
call('friendship') { client.friendship?('shop', 'ann') }
call('block') { client.block('ann').map(&:screen_name) }
puts JSON.generate($given)
