"""Words that the rules know: doubled words that are right, compounds of official language, loans, short forms, names.

Kept by hand. A word that a rule wrongly stops at is added here.
"""

from __future__ import annotations

# Doubled on purpose: every day, always, each and every, and the like; and numbers ("năm năm": five years).
REDUPLICATIONS = frozenset(
    """ngày đêm năm tháng giờ phút người nhà nơi ngành lớp đời kiếp luôn mãi dần thường đều khăng rành chằm
    lâu xa gần xanh đỏ vàng trắng đen tím hồng nâu xám cao thấp nhỏ to lớn nhè nhẹ khe rưng rất chầm từng
    ba hai bốn sáu bảy tám chín mười trăm nghìn triệu tỷ một không đùng ào rào ầm ì oang vang xôn lao ùn
    hay vừa suýt song ngang ai đâu gì nào tà phơi đăm thinh hau trân chang bon chăm lăm khư ngay phăm
    lăng lồ sờ tăm bong bừng hừng phây ngùn lấp sừng mênh bao muôn tầng hàng đoàn chuyến chốc thi kìa vân nghi
    tưng rừng làng bản phố xã thôn đàn đội con cha ông bà cô bác anh em chị cháu chắc""".split()
) - {"xã", "bản"}

# A little word twice over is always a slip of the hand.
FUNCTION_WORDS = frozenset(
    """các những và của cho với trong ngoài theo tại về là được để từ đến trên dưới này đó khi như hoặc nhằm do
    bởi thì mà sẽ đã đang phải cần bằng nhưng vì nên qua vào ra cùng trước sau giữa bị tới đối gồm cũng vẫn thuộc
    đồng mọi""".split()
) - {"đồng", "qua", "sau"}

# Nouns of the office that begin no compound with themselves: doubled they are a slip.
OFFICE_NOUNS = frozenset("tỉnh huyện phòng sở phường ngành khối cụm".split()) - {"ngành"}

# Compounds of official language. Their syllables may meet their likes ("cá nhân nhân dịp"), and a spelling that
# differs from one of them only by its marks is suspect ("tuyên truyển").
COMPOUNDS = frozenset(
    part.strip()
    for part in """
    an ninh, an toàn, ấn định, áp dụng, âm mưu, bác bỏ, ban bố, ban chỉ đạo, ban chấp hành, ban hành, ban thường vụ,
    bàn bạc, bàn giao, bao gồm, báo cáo, báo chí, bảo đảm, bảo hiểm, bảo tồn, bảo trợ, bảo vệ, bầu cử, bằng khen,
    bệnh viện, biên bản, biên chế, biên giới, biện pháp, biểu dương, biểu hiện, biểu mẫu, biểu quyết, bình chọn,
    bình đẳng, bình xét, bổ nhiệm, bổ sung, bộ phận, bộ trưởng, bồi dưỡng, bố trí, cá nhân, cá thể, cải cách,
    cải tiến, can thiệp, cán bộ, cảnh báo, cạnh tranh, căn cứ, cấp ủy, chấm điểm, chăm lo, chăm sóc, chấp hành,
    chất lượng, chế độ, chế tài, chi bộ, chi cục, chi tiết, chỉ đạo, chỉ thị, chỉ tiêu, chiến lược, chiến sĩ,
    chính phủ, chính quyền, chính sách, chính trị, chính xác, chống phá, chủ đề, chủ động, chủ tịch, chủ trì,
    chủ trương, chủ yếu, chú trọng, chuẩn bị, chức danh, chức năng, chức vụ, chứng nhận, chứng từ, chương trình,
    chuyên đề, chuyên môn, chuyên mục, chuyên trách, chuyên trang, chuyển biến, chuyển đổi, chuyển giao, cơ bản,
    cơ cấu, cơ chế, cơ quan, cơ sở, công an, công bằng, công bố, công chức, công dân, công đoàn, công khai,
    công nghệ, công nghiệp, công nhận, công nhân, công sở, công tác, công trạng, công trình, công văn, công việc,
    cống hiến, cộng đồng, cộng hòa, cộng sản, cộng tác, củng cố, cung cấp, cuộc họp, cụ thể, danh dự, danh hiệu,
    danh mục, danh sách, dân chủ, dân cư, dân tộc, dân vận, dịch bệnh, dịch vụ, diễn biến, doanh nghiệp, doanh nhân,
    dũng cảm, dư luận, dự án, dự thảo, dự toán, dự phòng, đa dạng, đảm bảo, đại biểu, đại hội, đào tạo, đánh giá,
    đảng bộ, đảng ủy, đảng viên, đăng ký, đăng tải, đất đai, đầu mối, đầu tư, đấu tranh, đặc biệt, đặc điểm,
    đẩy mạnh, đề án, đề cao, đề cử, đề nghị, đề xuất, địa bàn, địa phương, điển hình, điện tử, điều chỉnh,
    điều hành, điều kiện, điều tra, định hướng, định kỳ, định mức, đoàn kết, đoàn thể, đoàn viên, đôn đốc, đối ngoại,
    đối tượng, đồng bộ, đồng chí, động viên, đột xuất, đơn thư, đơn vị, đường lối, đúng hạn, gia đình, gia tăng,
    giá trị, giai đoạn, giải pháp, giải quyết, giảm nghèo, giám đốc, giám khảo, giám sát, gián tiếp, giáo dục,
    giáo viên, giao lưu, giao ước, giấy khen, giới thiệu, gương mẫu, hạ tầng, hàng năm, hằng năm, hành chính,
    hành động, hạn chế, hậu quả, hệ thống, hiệu lực, hiệu quả, hiện đại, hiện nay, hiện tượng, hình thành, hình thức,
    hoàn thành, hoàn thiện, hoạt động, học hỏi, học sinh, học tập, hỏi đáp, hòa giải, hội đồng, hội họp, hội nghị,
    hội nhập, hội thảo, hội thi, hội viên, hồ sơ, hỗ trợ, hợp lý, hợp tác, huân chương, huy chương, huy động,
    hướng dẫn, hưởng ứng, in ấn, kế hoạch, kế thừa, kết cấu, kết hợp, kết luận, kết quả, khách quan, khai thác,
    khắc phục, khen thưởng, khiếu nại, khoa học, khó khăn, không gian, khởi nghiệp, kiểm điểm, kiểm soát, kiểm tra,
    kiên quyết, kiến nghị, kiến thức, kinh doanh, kinh nghiệm, kinh phí, kinh tế, kịp thời, kỷ cương, kỷ luật,
    kỷ niệm, kỹ năng, kỹ thuật, ký kết, lan tỏa, lãng phí, lãnh đạo, lao động, lập thành tích, lịch sử, liên quan,
    liên tục, lĩnh vực, lòng tin, lồng ghép, lực lượng, lưu trữ, lý luận, minh bạch, mô hình, môi trường, mở rộng,
    mục đích, mục tiêu, mua sắm, nâng cao, năng lực, năng suất, nêu gương, ngân sách, nghệ thuật, nghị định,
    nghị quyết, nghiên cứu, nghiêm túc, nghiệp vụ, nhà nước, nhanh chóng, nhân dân, nhân dịp, nhân lực, nhân rộng,
    nhân sự, nhân tố, nhân văn, nhận thức, nhận xét, nhiệm kỳ, nhiệm vụ, nội bộ, nội dung, nội vụ, nông dân,
    nông nghiệp, nông thôn, ổn định, phát động, phát hiện, phát huy, phát sinh, phát thanh, phát triển, phạm vi,
    phân cấp, phân công, phân loại, phân tích, pháp chế, pháp luật, phẩm chất, phấn đấu, phê bình, phê duyệt,
    phóng sự, phong trào, phong phú, phòng chống, phòng ngừa, phổ biến, phối hợp, phụ lục, phụ nữ, phụ trách,
    phù hợp, phương án, phương hướng, phương pháp, phương thức, phương tiện, quan điểm, quan hệ, quan tâm,
    quan trọng, quán triệt, quản lý, quản trị, quân đội, quê hương, quốc gia, quốc hội, quốc phòng, quốc tế,
    quy chế, quy chuẩn, quy định, quy hoạch, quy mô, quy trình, quyền hạn, quyền lợi, quyết định, quyết tâm,
    rà soát, rút kinh nghiệm, sáng kiến, sáng tạo, sản phẩm, sản xuất, sâu rộng, sinh hoạt, sinh viên, so sánh,
    sơ kết, sơ tuyển, sử dụng, sức mạnh, sự kiện, sự nghiệp, suy tôn, sửa đổi, tác động, tác phong, tai nạn,
    tài chính, tài liệu, tài nguyên, tài sản, tạo điều kiện, tăng cường, tập huấn, tập thể, tập trung, thách thức,
    tham dự, tham gia, tham mưu, tham nhũng, thanh niên, thanh tra, thành lập, thành phần, thành phố, thành tích,
    thành tựu, thành viên, tháo gỡ, thắng lợi, thẩm định, thẩm quyền, thể chế, thể hiện, thể thao, thi đua,
    thi hành, thiên tai, thiết thực, thông báo, thông tin, thống kê, thống nhất, thôn bản, thời gian, thời hạn,
    thời kỳ, thủ trưởng, thủ tục, thủ tướng, thu hồi, thu hút, thuận lợi, thúc đẩy, thực hành, thực hiện, thực tế,
    thực tiễn, thường trực, thường xuyên, thương binh, tích cực, tiên tiến, tiên phong, tiếp công dân, tiếp nhận,
    tiếp tục, tiết kiệm, tiêu biểu, tiêu chí, tiêu chuẩn, tiêu cực, tín nhiệm, tình hình, tinh thần, tính chất,
    tổ chức, tổ quốc, toàn dân, toàn diện, toàn quốc, toàn tỉnh, tôn vinh, tổng hợp, tổng kết, tố cáo, tôn giáo,
    trách nhiệm, trang bị, tranh thủ, trao đổi, trao tặng, trật tự, triển khai, trình độ, trình ký, trọng điểm,
    trọng tâm, trung tâm, trung thực, trung ương, truyền hình, truyền thống, trường học, trực thuộc, trực tiếp,
    trưởng phòng, tuổi trẻ, tuyên dương, tuyên truyền, tuyển chọn, tuyển dụng, tư pháp, tư tưởng, từng bước,
    tự giác, tương đương, ủy ban, ủy quyền, ủy viên, ứng dụng, ưu tiên, ưu tú, vai trò, văn bản, văn hóa, văn minh,
    văn nghệ, văn phòng, văn thư, vận động, vận hành, vật chất, vi phạm, vị trí, viên chức, việc làm, vinh danh,
    vinh dự, vững chắc, vướng mắc, xã hội, xác định, xác nhận, xây dựng, xem xét, xét chọn, xét duyệt, xét tặng,
    xử lý, xử phạt, xuất sắc, xuất bản, ý kiến, ý nghĩa, ý thức, yêu cầu, yêu nước, y tế, hiệu trưởng, học kỳ,
    năm học, quan liêu, nghị sự, tế nhị, nhân viên, viên mãn, lý lịch, lượng hóa, lượng giá, hóa học, tiêu dùng,
    tác chiến, tác nghiệp, định danh, dẫn chứng, dẫn đầu, quyết toán, định giá, thể dục, thể lực, hội trường,
    hội quán, trưởng ban, ban ngành, ban giám hiệu, ban quản lý, học viên, học viện, sinh thái, vệ sinh, an sinh,
    động lực, động thái, viên ngọc, chính quy, chính đáng, chính thức, triển vọng, phát biểu, biểu tượng, tế bào,
    hiện trạng, hiện hành, hiện hữu, cứ liệu, cường độ, cường quốc, tục lệ, độ lượng, tạo đà, dân sự, nhân ái,
    nhân đạo, nhân loại, nước ngoài, nước nhà, sự cố, sự vụ, cải tạo, bộ ngành, bộ máy, viên quan, lược khảo
    """.split(",")
    if part.strip()
)
