/**
 * Names of months and weekdays in languages that Chrome's Intl does not have, from CLDR: so page and server read the same dates. Each row has the
 * months from January, the weekdays from Sunday and other words of a date. Forms of one name stand with "/" between them, words of one form with
 * "_". A form that begins another one is left out.
 */
export const namesBeyondIntl: Readonly<Record<string, string>> = {
  az: 'yanvar fevral mart aprel may iyun/iyn iyul/iyl avqust sentyabr oktyabr noyabr dekabr|bazar bazar_ertəsi çərşənbə_axşamı çərşənbə cümə_axşamı cümə şənbə',
  cy: 'ionawr chwefror mawrth ebrill mai mehefin gorffennaf awst medi hydref tachwedd rhagfyr|dydd_sul dydd_llun dydd_mawrth dydd_mercher dydd_iau dydd_gwener dydd_sadwrn',
  eu: 'urtarrila otsaila martxoa apirila maiatza ekaina uztaila abuztua iraila urria azaroa abendua|igandea astelehena asteartea asteazkena osteguna ostirala larunbata|e ko ren a',
  ga: 'eanáir feabhra márta aibreán bealtaine meitheamh iúil lúnasa meán_fómhair/mfómh deireadh_fómhair/dfómh samhain nollaig|dé_domhnaigh dé_luain dé_máirt dé_céadaoin déardaoin dé_haoine dé_sathairn',
  gl: 'xaneiro febreiro marzo abril maio xuño xullo agosto setembro outubro novembro decembro|domingo luns martes mércores xoves venres sábado|de',
  hy: 'հունվարի/հնվ փետրվարի/փտվ մարտի/մրտ ապրիլի մայիսի/մյս հունիսի/հնս հուլիսի/հլս օգոստոսի/օգս սեպտեմբերի հոկտեմբերի նոյեմբերի դեկտեմբերի|կիրակի երկուշաբթի երեքշաբթի չորեքշաբթի հինգշաբթի ուրբաթ շաբաթ|թ',
  is: 'janúar febrúar mars apríl maí júní júlí ágúst september október nóvember desember|sunnudagur mánudagur þriðjudagur miðvikudagur fimmtudagur föstudagur laugardagur',
  ka: 'იანვარი თებერვალი მარტი აპრილი მაისი ივნისი ივლისი აგვისტო სექტემბერი ოქტომბერი ნოემბერი დეკემბერი|კვირა ორშაბათი სამშაბათი ოთხშაბათი ხუთშაბათი პარასკევი შაბათი',
  kk: 'қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан|жексенбі дүйсенбі сейсенбі сәрсенбі бейсенбі жұма сенбі|ж',
  mk: 'јануари февруари март април мај јуни јули август септември октомври ноември декември|недела понеделник вторник среда четврток петок сабота|г',
  mt: 'jannar frar marzu april mejju ġunju lulju awwissu settembru ottubru novembru diċembru|il_ħadd it_tnejn it_tlieta l_erbgħa il_ħamis il_ġimgħa is_sibt|ta',
  ne: 'जनवरी फेब्रुअरी मार्च अप्रिल मे जुन जुलाई अगस्ट सेप्टेम्बर अक्टोबर नोभेम्बर डिसेम्बर|आइतबार सोमबार मङ्गलबार बुधबार बिहिबार शुक्रबार शनिबार',
  pa: 'ਜਨਵਰੀ ਫ਼ਰਵਰੀ ਮਾਰਚ ਅਪ੍ਰੈਲ ਮਈ ਜੂਨ ਜੁਲਾਈ ਅਗਸਤ ਸਤੰਬਰ ਅਕਤੂਬਰ ਨਵੰਬਰ ਦਸੰਬਰ|ਐਤਵਾਰ ਸੋਮਵਾਰ ਮੰਗਲਵਾਰ ਬੁੱਧਵਾਰ ਵੀਰਵਾਰ ਸ਼ੁੱਕਰਵਾਰ ਸ਼ਨੀਵਾਰ',
  si: 'දුරුතු නවම් මැදින් බක් වෙසක් පොසොන් ඇසළ නිකිණි බිනර වප් ඉල් උඳුවප්|ඉරිදා සඳුදා අඟහරුවාදා බදාදා බ්රහස්පතින්දා සිකුරාදා සෙනසුරාදා',
  sq: 'janar shkurt mars prill maj qershor korrik gusht shtator tetor nëntor dhjetor|e_diel e_hënë e_martë e_mërkurë e_enjte e_premte e_shtunë',
  uz: 'yanvar fevral mart aprel may iyun/iyn iyul/iyl avgust sentabr oktabr noyabr dekabr|yakshanba dushanba seshanba chorshanba payshanba juma shanba',
};
